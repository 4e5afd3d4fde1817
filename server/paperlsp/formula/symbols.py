"""A Unicode character of mathematics → its LaTeX command and its class (relation, operator, fence…)."""

from __future__ import annotations

from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "ordinary", "binary", "relation", "open", "close", "punctuation", "large", "accent", "radical"
]

# One line for each class: pairs of a character and its command. Commands are those of LaTeX with amsmath and
# amssymb; a character that LaTeX takes as it is has itself as its command.
_ORDINARY = (
    r"α \alpha β \beta γ \gamma δ \delta ϵ \epsilon ε \varepsilon ζ \zeta η \eta θ \theta ϑ \vartheta ι \iota κ \kappa "
    r"ϰ \varkappa λ \lambda μ \mu ν \nu ξ \xi π \pi ϖ \varpi ρ \rho ϱ \varrho σ \sigma ς \varsigma τ \tau υ \upsilon "
    r"φ \phi ϕ \varphi χ \chi ψ \psi ω \omega Γ \Gamma Δ \Delta Θ \Theta Λ \Lambda Ξ \Xi Π \Pi Σ \Sigma Υ \Upsilon "
    r"Φ \Phi Ψ \Psi Ω \Omega ο o Α A Β B Ε E Ζ Z Η H Ι I Κ K Μ M Ν N Ο O Ρ P Τ T Χ X ϝ \digamma "
    r"∂ \partial ∇ \nabla ∞ \infty ∀ \forall ∃ \exists ∄ \nexists ∅ \emptyset ⌀ \varnothing ℓ \ell ℏ \hbar ℘ \wp "
    r"ℜ \Re ℑ \Im ℵ \aleph ℶ \beth ı \imath ȷ \jmath ′ \prime ″ \prime\prime ‴ \prime\prime\prime ¬ \neg ∠ \angle "
    r"⊤ \top △ \triangle ▽ \triangledown □ \square ■ \blacksquare ◇ \lozenge ♢ \diamondsuit ♣ \clubsuit ♡ \heartsuit "
    r"♠ \spadesuit ♯ \sharp ♭ \flat ♮ \natural … \ldots ⋯ \cdots ⋮ \vdots ⋱ \ddots ∁ \complement ð \eth ★ \bigstar "
    r"▲ \blacktriangle ▼ \blacktriangledown ✓ \checkmark § \S ¶ \P © \copyright £ \pounds ° ^{\circ} % \% # \# $ \$ "
    r"& \& _ \_ ! ! ? ? @ @ \" \" / / . . ' ' ` ` Ⅎ \Finv ⅁ \Game ∎ \blacksquare ⟂ \perp"
)
_BINARY = (
    r"+ + − - ± \pm ∓ \mp × \times ÷ \div · \cdot ∗ * * * ⋆ \star ∘ \circ • \bullet ⊕ \oplus ⊖ \ominus "
    r"⊗ \otimes ⊘ \oslash ⊙ \odot ∩ \cap ∪ \cup ⊎ \uplus ⊓ \sqcap ⊔ \sqcup ∧ \wedge ∨ \vee ∖ \setminus ≀ \wr "
    r"⋄ \diamond † \dagger ‡ \ddagger ⨿ \amalg ◁ \triangleleft ▷ \triangleright ⊞ \boxplus ⊠ \boxtimes ⊡ \boxdot "
    r"⊟ \boxminus ⊚ \circledcirc ⊛ \circledast ⊝ \circleddash ∔ \dotplus ⊺ \intercal ⋉ \ltimes ⋊ \rtimes ⋋ \leftthreetimes "
    r"⋌ \rightthreetimes ⊼ \barwedge ⊻ \veebar ◯ \bigcirc ⊲ \lhd ⊳ \rhd ⊴ \unlhd ⊵ \unrhd"
)
_RELATION = (
    r"= = < < > > ≤ \leq ≥ \geq ≦ \leqq ≧ \geqq ⩽ \leqslant ⩾ \geqslant ≪ \ll ≫ \gg ⋘ \lll ⋙ \ggg ≠ \neq ≡ \equiv "
    r"∼ \sim ≃ \simeq ≈ \approx ≅ \cong ≊ \approxeq ∝ \propto ∈ \in ∉ \notin ∋ \ni ⊂ \subset ⊃ \supset ⊆ \subseteq "
    r"⊇ \supseteq ⊊ \subsetneq ⊋ \supsetneq ⊈ \nsubseteq ⊉ \nsupseteq ⊏ \sqsubset ⊐ \sqsupset ⊑ \sqsubseteq ⊒ \sqsupseteq "
    r"⋐ \Subset ⋑ \Supset ≺ \prec ≻ \succ ⪯ \preceq ⪰ \succeq ≼ \preccurlyeq ≽ \succcurlyeq ⋞ \curlyeqprec ⋟ \curlyeqsucc "
    r"→ \to ← \leftarrow ↔ \leftrightarrow ⇒ \Rightarrow ⇐ \Leftarrow ⇔ \Leftrightarrow ⟶ \longrightarrow ⟵ \longleftarrow "
    r"⟹ \Longrightarrow ⟸ \Longleftarrow ⟺ \Longleftrightarrow ⟷ \longleftrightarrow ↦ \mapsto ⟼ \longmapsto ↑ \uparrow "
    r"↓ \downarrow ↕ \updownarrow ⇑ \Uparrow ⇓ \Downarrow ⇕ \Updownarrow ↗ \nearrow ↘ \searrow ↙ \swarrow ↖ \nwarrow "
    r"↪ \hookrightarrow ↩ \hookleftarrow ⇀ \rightharpoonup ⇁ \rightharpoondown ↼ \leftharpoonup ↽ \leftharpoondown "
    r"⇌ \rightleftharpoons ⇋ \leftrightharpoons ↠ \twoheadrightarrow ↞ \twoheadleftarrow ⇝ \rightsquigarrow ⇉ \rightrightarrows "
    r"⇇ \leftleftarrows ⇄ \rightleftarrows ⇆ \leftrightarrows ↣ \rightarrowtail ↢ \leftarrowtail ⊸ \multimap "
    r"⊥ \perp ∦ \nparallel ∣ \mid ∤ \nmid ⊢ \vdash ⊣ \dashv ⊨ \models ⊩ \Vdash ⊪ \Vvdash ⊬ \nvdash "
    r"≜ \triangleq ≐ \doteq ≑ \doteqdot ≒ \fallingdotseq ≓ \risingdotseq ≔ := ≕ =: ≗ \circeq ≖ \eqcirc "
    r"≲ \lesssim ≳ \gtrsim ⪅ \lessapprox ⪆ \gtrapprox ≶ \lessgtr ≷ \gtrless ⋚ \lesseqgtr ⋛ \gtreqless ≍ \asymp "
    r"≏ \bumpeq ≎ \Bumpeq ≬ \between ⋔ \pitchfork ∴ \therefore ∵ \because ⌢ \frown ⌣ \smile ⋈ \bowtie ⊧ \models "
    r"≮ \nless ≯ \ngtr ≰ \nleq ≱ \ngeq ⊀ \nprec ⊁ \nsucc ≁ \nsim ≇ \ncong ↛ \nrightarrow ↚ \nleftarrow ⇏ \nRightarrow "
    r"⇍ \nLeftarrow ⇎ \nLeftrightarrow ≨ \lneqq ≩ \gneqq ⪇ \lneq ⪈ \gneq ⋦ \lnsim ⋧ \gnsim ≢ \not\equiv ≉ \not\approx "
    r"⊄ \not\subset ⊅ \not\supset ∌ \not\ni ≄ \not\simeq : : ↾ \upharpoonright ↿ \upharpoonleft ∽ \backsim ≾ \precsim ≿ \succsim "
    r"⊵ \trianglerighteq ⊴ \trianglelefteq ⊰ \prec ⋖ \lessdot ⋗ \gtrdot ↝ \leadsto ≂ \eqsim ⩵ == ∷ ::"
)
_OPEN = r"( ( [ [ { \{ ⟨ \langle ⌊ \lfloor ⌈ \lceil ⟦ [\![ ⌜ \ulcorner ⌞ \llcorner ⦃ \{\!\{ ⟪ \langle\!\langle ⟮ \lgroup ⎰ \lmoustache"
_CLOSE = r") ) ] ] } \} ⟩ \rangle ⌋ \rfloor ⌉ \rceil ⟧ ]\!] ⌝ \urcorner ⌟ \lrcorner ⦄ \}\!\} ⟫ \rangle\!\rangle ⟯ \rgroup ⎱ \rmoustache"
_PUNCTUATION = r", , ; ;"
_LARGE = (
    r"∑ \sum ∏ \prod ∐ \coprod ∫ \int ∬ \iint ∭ \iiint ∮ \oint ⋃ \bigcup ⋂ \bigcap ⋁ \bigvee ⋀ \bigwedge "
    r"⨁ \bigoplus ⨂ \bigotimes ⨀ \bigodot ⨄ \biguplus ⨆ \bigsqcup"
)
_BARS = r"| | ‖ \| \ \backslash"

# A mark over a letter, as a character of its own: its command, and the command when it is stretched.
ACCENTS: dict[str, tuple[str, str]] = {
    "ˆ": ("hat", "widehat"),
    "˜": ("tilde", "widetilde"),
    "¯": ("bar", "overline"),
    "˙": ("dot", "dot"),
    "¨": ("ddot", "ddot"),
    "´": ("acute", "acute"),
    "`": ("grave", "grave"),
    "˘": ("breve", "breve"),
    "ˇ": ("check", "check"),
    "˚": ("mathring", "mathring"),
    "⃗": ("vec", "overrightarrow"),
    "⃖": ("overleftarrow", "overleftarrow"),
    "⃛": ("dddot", "dddot"),
    "⁀": ("overset{\\frown}", "overset{\\frown}"),
}

_COMBINING = {
    "\u0302": "ˆ", "\u0303": "˜", "\u0304": "¯", "\u0305": "¯", "\u0307": "˙", "\u0308": "¨", "\u0301": "´",
    "\u0300": "`", "\u0306": "˘", "\u030c": "ˇ", "\u030a": "˚", "\u20d7": "⃗", "\u20d6": "⃖", "\u20db": "⃛",
    "\u02c9": "¯", "\u02ca": "´", "\u02cb": "`", "\u02dc": "˜", "\u0311": "⁀",
}  # fmt: skip

# Different characters that mean the same in mathematics, to the one used in the tables above.
CANONICAL: dict[str, str] = {
    **_COMBINING,
    "∆": "Δ", "µ": "μ", "\u2126": "Ω", "ϒ": "Υ", "∊": "∈", "∶": ":", "⋅": "·", "‐": "−", "‑": "−", "–": "−",
    "‒": "−", "∕": "/", "⁄": "/", "⃝": "◯", "\u2329": "⟨", "\u232a": "⟩", "\u3008": "⟨", "\u3009": "⟩", "⏐": "|", "❘": "|", "│": "|",
    "ƒ": "f", "◦": "∘", "∙": "·", "❲": "(", "❳": ")", "⟝": "⊢", "⩴": "≔", "∥": "‖", "ǁ": "‖",
    "∣": "|", "’": "′", "ʹ": "′", "ʼ": "′", "◻": "□", "⬜": "□", "☐": "□", "∎": "■", "◼": "■",
    "▵": "△", "▿": "▽", "◊": "◇", "⭑": "⋆", "☆": "⋆", "ø": "∅", "∖": "∖", "⧵": "∖",
}  # fmt: skip


def _pairs(text: str, kind: Kind) -> dict[str, tuple[str, Kind]]:
    parts = text.split(" ")
    return {parts[i]: (parts[i + 1], kind) for i in range(0, len(parts) - 1, 2)}


TABLE: dict[str, tuple[str, Kind]] = {
    **_pairs(_ORDINARY, "ordinary"),
    **_pairs(_BARS, "ordinary"),
    **_pairs(_BINARY, "binary"),
    **_pairs(_RELATION, "relation"),
    **_pairs(_OPEN, "open"),
    **_pairs(_CLOSE, "close"),
    **_pairs(_PUNCTUATION, "punctuation"),
    **_pairs(_LARGE, "large"),
    "√": (r"\surd", "radical"),
}

# A relation struck through by TeX's zero-width slash.
NEGATED: dict[str, str] = {
    "=": "≠", "∈": "∉", "≡": "≢", "∼": "≁", "≈": "≉", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉", "≤": "≰", "≥": "≱",
    "<": "≮", ">": "≯", "∋": "∌", "≃": "≄", "≅": "≇", "∃": "∄", "|": "∤", "‖": "∦", "≺": "⊀", "≻": "⊁", "→": "↛",
    "⇒": "⇏", "⇔": "⇎", "←": "↚", "⊢": "⊬",
}  # fmt: skip

# Names that LaTeX and amsmath know as operators; those in LIMIT_WORDS take their limits below in a display.
FUNCTIONS = frozenset(
    [
        "arccos",
        "arcsin",
        "arctan",
        "arg",
        "cos",
        "cosh",
        "cot",
        "coth",
        "csc",
        "deg",
        "det",
        "dim",
        "exp",
        "gcd",
        "hom",
        "inf",
        "ker",
        "lg",
        "lim",
        "liminf",
        "limsup",
        "ln",
        "log",
        "max",
        "min",
        "Pr",
        "sec",
        "sin",
        "sinh",
        "sup",
        "tan",
        "tanh",
    ]
)
LIMIT_WORDS = frozenset(
    [
        "max",
        "min",
        "sup",
        "inf",
        "lim",
        "limsup",
        "liminf",
        "argmax",
        "argmin",
        "det",
        "gcd",
        "Pr",
        "arginf",
        "argsup",
        "minimize",
        "maximize",
        "minimise",
        "maximise",
        "plim",
        "esssup",
        "softmax",
        "hardmax",
    ]
)


def kind_of(text: str) -> Kind:
    """The class of a character in a formula; anything unknown is ordinary."""
    if text in ACCENTS:
        return "accent"
    found = TABLE.get(text)
    return found[1] if found is not None else "ordinary"


def command_of(text: str) -> str | None:
    """The LaTeX of a character, None where LaTeX has no way to write it (or it is a plain letter or digit)."""
    found = TABLE.get(text)
    return found[0] if found is not None else None
