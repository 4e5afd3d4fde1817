"""The names that font programs give their glyphs → the characters these draw.

Names say what a PDF's Unicode map leaves out or gets wrong: Greek that was written as arrows, large operators, the sizes
and pieces of brackets. Only names with a meaning of their own are taken; ``g123`` and the like say nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from paperlsp.formula.encodings import HOOK_BEFORE, HOOK_BEHIND, MAPSTO_FOOT
from paperlsp.formula.extension_table import (
    BRACE_BAR,
    RADICAL_CORNER,
    RADICAL_FOOT,
    RADICAL_SHAFT,
    TIP_DOWN_LEFT,
    TIP_DOWN_RIGHT,
    TIP_UP_LEFT,
    TIP_UP_RIGHT,
)


def _table(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


# Names of TeX's maths fonts, and of Adobe's list, with the character in Unicode's own meaning: ϕ is \phi, φ \varphi.
_NAMES: dict[str, str] = _table(
    "alpha α beta β gamma γ delta δ epsilon1 ϵ epsilon ε zeta ζ eta η theta θ theta1 ϑ iota ι kappa κ kappa1 ϰ lambda λ "
    "mu μ nu ν xi ξ pi π pi1 ϖ rho ρ rho1 ϱ sigma σ sigma1 ς tau τ upsilon υ phi ϕ phi1 φ chi χ psi ψ omega ω omega1 ϖ "
    "Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Upsilon1 Υ Phi Φ Psi Ψ Omega Ω "
    "partialdiff ∂ lscript ℓ weierstrass ℘ dotlessi ı dotlessj ȷ star ⋆ arrowlefttophalf ↼ arrowleftbothalf ↽ "
    "arrowrighttophalf ⇀ arrowrightbothalf ⇁ triangleright ▷ triangleleft ◁ flat ♭ natural ♮ sharp ♯ slurbelow ⌣ "
    "slurabove ⌢ vector ⃗ vec ⃗ tie ⁀ less < greater > slash / comma , period . minus − periodcentered · multiply × "
    "asteriskmath ∗ divide ÷ diamondmath ⋄ plusminus ± minusplus ∓ circleplus ⊕ circleminus ⊖ circlemultiply ⊗ "
    "circledivide ⊘ circledot ⊙ circlecopyrt ◯ openbullet ∘ bullet • equivasymptotic ≍ equivalence ≡ reflexsubset ⊆ "
    "reflexsuperset ⊇ lessequal ≤ greaterequal ≥ precedesequal ⪯ followsequal ⪰ similar ∼ approxequal ≈ propersubset ⊂ "
    "propersuperset ⊃ lessmuch ≪ greatermuch ≫ precedes ≺ follows ≻ arrowleft ← arrowright → arrowup ↑ arrowdown ↓ "
    "arrowboth ↔ arrownortheast ↗ arrowsoutheast ↘ similarequal ≃ simequal ≃ arrowdblleft ⇐ arrowdblright ⇒ arrowdblup ⇑ "
    "arrowdbldown ⇓ arrowdblboth ⇔ arrownorthwest ↖ arrowsouthwest ↙ proportional ∝ prime ′ minute ′ infinity ∞ "
    "element ∈ owner ∋ triangle △ triangleinv ▽ universal ∀ existential ∃ logicalnot ¬ emptyset ∅ Rfractur ℜ Ifractur ℑ "
    "Rfraktur ℜ latticetop ⊤ perpendicular ⊥ aleph ℵ union ∪ intersection ∩ unionmulti ⊎ logicaland ∧ logicalor ∨ "
    "turnstileleft ⊢ turnstileright ⊣ floorleft ⌊ floorright ⌋ ceilingleft ⌈ ceilingright ⌉ braceleft { braceright } "
    "angbracketleft ⟨ angbracketright ⟩ bar | bardbl ‖ arrowbothv ↕ arrowdblbothv ⇕ backslash ∖ wreathproduct ≀ radical √ "
    "coproduct ⨿ nabla ∇ gradient ∇ unionsq ⊔ intersectionsq ⊓ subsetsqequal ⊑ supersetsqequal ⊒ section § dagger † "
    "daggerdbl ‡ paragraph ¶ club ♣ diamond ♢ heart ♡ spade ♠ dotacc ˙ ddotacc ¨ dotaccent ˙ dieresis ¨ notequal ≠ "
    "notelement ∉ ellipsis … dotmath · equal = plus + parenleft ( parenright ) bracketleft [ bracketright ] "
    "summation ∑ product ∏ integral ∫"
) | {
    "negationslash": "\u0338", "suppress": "\u0337", "mapsto": MAPSTO_FOOT, "arrowhookleft": HOOK_BEFORE, "arrowhookright": HOOK_BEHIND,
    **dict.fromkeys(("hatwide", "hatwider", "hatwidest"), "ˆ"), **dict.fromkeys(("tildewide", "tildewider", "tildewidest"), "˜"),
}  # fmt: skip

# The parts that fonts of large symbols build from, and their marks; every size has the same name but for its end.
_PIECES: dict[str, str] = _table(
    "parenlefttp ⎛ parenleftex ⎜ parenleftbt ⎝ parenrighttp ⎞ parenrightex ⎟ parenrightbt ⎠ bracketlefttp ⎡ "
    "bracketleftex ⎢ bracketleftbt ⎣ bracketrighttp ⎤ bracketrightex ⎥ bracketrightbt ⎦ bracelefttp ⎧ braceleftmid ⎨ "
    "braceleftbt ⎩ bracerighttp ⎫ bracerightmid ⎬ bracerightbt ⎭ braceex ⎪ braceleftex ⎪ bracerightex ⎪ vextendsingle | "
    "barex | vextenddouble ‖ bardblex ‖ hatwide ˆ hatwider ˆ hatwidest ˆ hat4 ˆ tildewide ˜ tildewider ˜ tildewidest ˜ "
    "tilde4 ˜ slash / backslash ∖ circleplus ⨁ circlemultiply ⨂ circledot ⨀ coproduct ∐ summation ∑ product ∏ integral ∫ "
    "contintegral ∮ union ⋃ intersection ⋂ unionmulti ⨄ logicaland ⋀ logicalor ⋁ unionsq ⨆ radical √"
) | {
    "radicalbt": RADICAL_FOOT, "radicalvertex": RADICAL_SHAFT, "radicalex": RADICAL_SHAFT, "radicaltp": RADICAL_CORNER,
    "bracehtipdownleft": TIP_DOWN_LEFT, "bracehtipdownright": TIP_DOWN_RIGHT,
    "bracehtipupleft": TIP_UP_LEFT, "bracehtipupright": TIP_UP_RIGHT, "bracehext": BRACE_BAR,
}  # fmt: skip

_CODE = re.compile(r"^(?:uni([0-9A-F]{4})|u([0-9A-F]{4,6}))$")
_SIZE = re.compile(r"(?:text|display|bigg?|Bigg?|A|B)$")
_FEET = frozenset(("uni21A6.endl", "mapsto.endl"))


@lru_cache(maxsize=4096)
def character_named(name: str) -> str | None:
    """The character of a glyph that stands on a baseline; None where the name says nothing."""
    if name in _FEET:
        return MAPSTO_FOOT
    stem = name.partition(".")[0]
    code = _CODE.match(stem)
    if code is not None:
        value = int(code[1] or code[2], 16)
        return chr(value) if value < 0x110000 and not 0xD800 <= value < 0xF900 else None
    return _NAMES.get(stem)


@lru_cache(maxsize=4096)
def large_named(name: str) -> str | None:
    """The character of a glyph in a font of large symbols; None where the name says nothing."""
    stem = name.partition(".")[0]
    # A piece's name ends in a letter that tells its design; a whole symbol's in its size.
    for tried in (stem, stem.removesuffix("A"), _SIZE.sub("", stem)):
        found = _PIECES.get(tried)
        if found is not None:
            return found
    code = _CODE.match(stem)
    return chr(int(code[1] or code[2], 16)) if code is not None else _NAMES.get(_SIZE.sub("", stem))
