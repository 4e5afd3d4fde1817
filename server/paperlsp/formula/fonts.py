"""A font's name → the maths font family it belongs to and the alphabet that its letters are drawn in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from paperlsp.formula.tree import Style
from paperlsp.model.page import Font

# The encodings that TeX gave its maths fonts: letters, symbols, large symbols, the two AMS symbol fonts, roman.
Encoding: TypeAlias = Literal["letters", "symbols", "extension", "ams-a", "ams-b", "roman", "unicode"]


@dataclass(frozen=True, slots=True)
class Face:
    """What a font's name says.

    ``encoding`` is the layout of its slots where TeX fixed one. ``style`` is the alphabet of its letters.
    ``maths`` is true for a font made for formulas, ``computer_modern`` for Knuth's family and its descendants,
    ``symbol`` for Adobe's Symbol font and its twins.
    """

    encoding: Encoding
    style: Style
    bold: bool
    maths: bool
    computer_modern: bool
    symbol: bool = False


# Tried in order; the first that matches a lower-case name without separators decides. Style "italic" and "roman"
# become their bold counterparts where the font is bold.
_RULES: tuple[tuple[str, Encoding, Style], ...] = (
    (r"^(cm|lm|ot1)?(cmex|lmmathextension|euex|yhcmex|mathkerncmex)|^(tx|px|ntx|npx|zx)ex|^txexs?|^mtex|mathex|^fourier-?math-?ext|^esint|^lmmathextension", "extension", "italic"),
    (r"^(msam|txsya|pxsya|txsyas|ntxsya|mtmsam)", "ams-a", "blackboard"),
    (r"^(msbm|txsyb|pxsyb|ntxsyb|mtmsbm)", "ams-b", "blackboard"),
    (r"blackboard|^(bbold|bbm|dsrom|dsss|doublestroke|mtbb)|stbb|bboard|stixbb|boondox-?ds", "roman", "blackboard"),
    (r"^(tx|px)miax?$", "letters", "fraktur"),
    (r"^(eufm|eufb|euf)|fraktur|boondoxfrak|stixfrak", "roman", "fraktur"),
    (r"^(eusm|eusb|rsfs|urwchancery|rsf|mathscr|boondox-?calligraphic|boondoxcal|stixcal|stixscr|dutchcal|eus)", "symbols", "script"),
    (r"^(cmsy|cmbsy|lmmathsymbols|txsy|pxsy|txbsy|pxbsy|mtsy|ntxsy|zxsy|tx(b)?sys|fourier-?math-?sym)", "symbols", "calligraphic"),
    (r"^(cmmib?|lmmathitalic|eurm|eurb|mtmi|rtxb?mi|rpxb?mi|txb?mi|pxb?mi|ntxb?mi|newtxb?mi|newpxb?mi|zxb?mi|fourier-?math-?let|cmbmi)", "letters", "italic"),
    (r"mathb?mi|mathitalic|^pazomath-?(bold)?ital|libertinemathmi|^mdputr.*i$", "letters", "italic"),
    (r"^(cmtt|cmitt|cmsltt|lmmono|sftt|ectt|txtt|nimbusmon|courier|inconsolata|beramono|cmutypewriter)", "roman", "mono"),
    (r"^(cmss|cmssbx|lmsans|sfss|sfsx|ecss|nimbussan|helvetica|arial|cmusans|cmbright|phv)", "roman", "sans"),
    (r"^(cmr|cmbx?|cmti|cmbxti|cmsl|cmcsc|cmu|lmroman|rtxr|rtxb|rpxr|rpxb|rtxi|txr|sfrm|sfti|sfbx|sfsl|ecrm|ecbx|ecti|mathrm|stixgeneral)", "roman", "roman"),
    (r"math|^symbol|^standardsyml?|^stix|^xits|^asana", "unicode", "roman"),
)  # fmt: skip
_COMPILED: tuple[tuple[re.Pattern[str], Encoding, Style], ...] = tuple(
    (re.compile(pattern), encoding, style) for pattern, encoding, style in _RULES
)

_ITALIC = re.compile(
    r"ital|obli|slant|^cmti|^cmbxti|^cmsl|^lmroman.*-(italic|oblique)|^sfti|^sfsl|^ecti|-it$|^rtxi|^cmitt|^lin(libertine|biolinum)t[bz]?i"
)
_BOLD = re.compile(
    r"bold|medi(?!um)|demi|black|heavy|^cmb|^cmssbx|^cmbx|^txb|^pxb|^rtxb|^rpxb|^eurb|^eufb|^eusb|^sfbx|^ecbx|-bd$|semibold|^lmroman.*-bold|^ntxb|^newtxb|^newpxb|^lin(libertine|biolinum)t[bz]|mathb(rm|mi)|mib$"
)
_CM = re.compile(r"^(cm|lm|sf|ec[rbt]|msam|msbm|euf|ot1cm)")
_MATHS_FAMILY = re.compile(
    r"^(cmmi|cmsy|cmex|cmbsy|lmmath|tx|px|rtx|rpx|ntx|npx|newtx|newpx|msam|msbm|euf|eur|eus|euex|rsfs|mt[msebr]|zx)|math|symbol|bbold|^bbm|^dsrom|^stmary|^wasy|^lasy|^esint|blackboard|boondox"
)
_SEPARATORS = re.compile(r"[\s_]")


@lru_cache(maxsize=4096)
def face_of(font: Font) -> Face:
    """The face of ``font``; a name that nothing is known about is a text font with a Unicode map."""
    name = _SEPARATORS.sub("", font.name.rsplit("+", 1)[-1]).lower()
    bold = font.bold or _BOLD.search(name) is not None
    italic = font.italic or _ITALIC.search(name) is not None
    maths = _MATHS_FAMILY.search(name) is not None
    encoding: Encoding = "unicode"
    style: Style = "roman"
    for pattern, pattern_encoding, pattern_style in _COMPILED:
        if pattern.search(name) is not None:
            encoding, style = pattern_encoding, pattern_style
            break
    if style == "roman" and font.mono:
        style = "mono"
    if style == "italic" and encoding == "letters" and name.startswith(("eurm", "eurb")):
        italic = True
    if style == "roman":
        style = ("bold-italic" if italic else "bold") if bold else ("italic" if italic else "roman")
    elif style == "italic" and bold:
        style = "bold-italic"
    return Face(encoding, style, bold, maths, _CM.search(name) is not None, name.startswith(("symbol", "standardsym")))
