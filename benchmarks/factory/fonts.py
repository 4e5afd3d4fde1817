"""The font set-ups: an engine and the preamble that chooses text and maths fonts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FontSetup:
    """``bare`` says that the built PDF loses its Unicode maps, as PDFs from some programs do."""

    name: str
    engine: str
    preamble: str
    bare: bool = False


def _unicode(text: str, maths: str, options: str = "") -> str:
    return (
        r"\usepackage{unicode-math}" + "\n"
        rf"\setmainfont{options}{{{text}}}" + "\n"
        rf"\setmathfont{{{maths}}}" + "\n"
        r"\AtBeginDocument{\let\bm\symbfit\let\boldsymbol\symbfit}"
    )


_AMS = r"\usepackage{amssymb}"
# No bitmaps can be made of Euler's letters, which have no METAFONT source any more.
_OUTLINES = "".join(rf"\pdfmapline{{+eufm{size} EUFM{size} <eufm{size}.pfb}}" for size in (5, 7, 10))
_FAMILY = "[Extension=.otf,UprightFont=*-regular,BoldFont=*-bold,ItalicFont=*-italic,BoldItalicFont=*-bolditalic]"
_CASED = "[Extension=.otf,UprightFont=*-Regular,BoldFont=*-Bold,ItalicFont=*-Italic,BoldItalicFont=*-BoldItalic]"
# Fira Math has no calligraphic letters and lacks a few symbols.
_LACKING = (
    r"\setmathfont{STIXTwoMath-Regular.otf}[range={scr,cal,frak,bfscr,bfcal,bfit,"
    r'"22A4,"22EE,"22F1,"22C6,"2294,"2A06,"2216,"29F5,"2191,"2193,"2197,"21C0,"21AA,"228C,"228F,"22C1,"22C0}]'
)
_LATIN = (
    "[Extension=.otf,UprightFont=lmroman10-regular,BoldFont=lmroman10-bold,ItalicFont=lmroman10-italic,"
    "SmallCapsFont=lmromancaps10-regular]"
)

FONTS = (
    FontSetup("computer-modern", "pdflatex", _AMS),
    FontSetup("computer-modern-mapped", "pdflatex", _AMS + r"\input{glyphtounicode}\pdfgentounicode=1"),
    FontSetup("latin-modern", "pdflatex", r"\usepackage[T1]{fontenc}\usepackage{lmodern}" + _AMS),
    FontSetup("times-text", "pdflatex", _AMS + r"\usepackage[T1]{fontenc}\usepackage{times}"),
    FontSetup("mathptmx", "pdflatex", _AMS + r"\usepackage[T1]{fontenc}\usepackage{mathptmx}"),
    FontSetup("newtx", "pdflatex", r"\usepackage[T1]{fontenc}\usepackage{newtxtext}\usepackage{newtxmath}"),
    FontSetup(
        "libertine", "pdflatex", r"\usepackage[T1]{fontenc}\usepackage{libertine}\usepackage[libertine]{newtxmath}"
    ),
    FontSetup(
        "libertinus",
        "pdflatex",
        r"\usepackage[T1]{fontenc}\usepackage{libertinus}\usepackage{libertinust1math}\usepackage{eufrak}",
    ),
    FontSetup("mathpazo", "pdflatex", _AMS + r"\usepackage[T1]{fontenc}\usepackage{mathpazo}"),
    FontSetup("newpx", "pdflatex", r"\usepackage[T1]{fontenc}\usepackage{newpxtext}\usepackage{newpxmath}"),
    FontSetup("stix", "pdflatex", r"\usepackage[T1]{fontenc}\usepackage{stix2}"),
    FontSetup("bitmap", "pdflatex", r"\pdfmapfile{}" + _OUTLINES + _AMS),
    FontSetup("latin-modern-math", "lualatex", _unicode("lmroman10-regular", "latinmodern-math.otf", _LATIN)),
    FontSetup("termes-math", "xelatex", _unicode("texgyretermes", "texgyretermes-math.otf", _FAMILY)),
    FontSetup("pagella-math", "lualatex", _unicode("texgyrepagella", "texgyrepagella-math.otf", _FAMILY)),
    FontSetup("xits", "xelatex", _unicode("XITS", "XITSMath-Regular.otf", _CASED)),
    FontSetup("stix-two", "lualatex", _unicode("STIXTwoText", "STIXTwoMath-Regular.otf", _CASED)),
    FontSetup("fira", "xelatex", _unicode("FiraSans", "FiraMath-Regular.otf", _CASED) + _LACKING),
    FontSetup("libertinus-math", "lualatex", _unicode("LibertinusSerif", "LibertinusMath-Regular.otf", _CASED)),
)
