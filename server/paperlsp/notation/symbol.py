r"""Symbols of mathematics, however spelled → one key: β₁, ``\beta_1``, ``beta1`` and ``beta_1`` are all ``beta1``.

Subscripts that only count time (t, t+1, t−1, i) are left out of the key, accents too: ``\\hat{v}_t`` is ``v``.
"""

from __future__ import annotations

import re
import unicodedata

from paperlsp.notation.word_set import word_set

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi",
    "π": "pi", "ϖ": "pi", "ρ": "rho", "ϱ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi",
    "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "gamma", "Δ": "delta", "Θ": "theta", "Λ": "lambda",
    "Ξ": "xi", "Π": "pi", "Σ": "sigma", "Φ": "phi", "Ψ": "psi", "Ω": "omega",
}  # fmt: skip
GREEK_NAMES = frozenset(_GREEK.values())
# How code spells Greek letters besides their names; "lambda" is a keyword in Python and so is rarely spelled out.
_CODE_GREEK = {
    "eps": "epsilon",
    "lam": "lambda",
    "lambd": "lambda",
    "lmbda": "lambda",
    "lmbd": "lambda",
    "sig": "sigma",
}
_ACCENTS = frozenset(("hat", "bar", "tilde", "star", "prime", "vec", "dot", "til"))
_TIME = frozenset(("t", "i", "j"))
_LATEX_TOKEN = re.compile(r"\\([A-Za-z]+)|([A-Za-z])|([0-9]+)|([_^{}])|(\S)")
_LATEX_SKIPPED = word_set(
    "left right big bigl bigr Big Bigl Bigr frac sqrt cdot times sum prod int log exp max min sin cos tanh text mathrm "
    "mathbf boldsymbol mathcal mathbb operatorname quad qquad leftarrow rightarrow to in infty partial nabla le ge leq "
    "geq neq approx ldots dots cdots begin end aligned cases over not ne sim propto bigg Bigg odot otimes oplus mid "
    "widehat widetilde hat bar tilde vec dot prime ast star top mathsf mathit bm mathbin limits displaystyle"
)
_TEXT_SYMBOL = re.compile(r"([α-ωϑϕϖϱϵµΓΔΘΛΞΠΣΦΨΩ])[̀-ͯ]*\s?_?\{?([0-9]|[a-zA-Z]{2,6}(?![a-zA-Z]))?")
_WORD_SYMBOL = re.compile(r"(?<![A-Za-z])([A-Za-z])_\{?([A-Za-z]{1,8}|[0-9])\}?(?![A-Za-z])")


def identifier_notation(name: str) -> str | None:
    """The key that an identifier spells, or None for one that spells none: ``self.beta_1`` → ``beta1``.

    A key is a Greek name with an optional subscript, or one letter with an optional short one (``d_model``).
    """
    parts = [part for part in name.rpartition(".")[2].lower().strip("_").split("_") if part and part not in _ACCENTS]
    if not parts:
        return None
    head = parts[0].rstrip("0123456789")
    digits = parts[0][len(head) :]
    head = _CODE_GREEK.get(head, head)
    if head.endswith("s") and head[:-1] in GREEK_NAMES:
        # "betas" holds the betas; the bare letter is what they share.
        head = head[:-1]
    subscript = digits + "".join(parts[1:])
    if head in GREEK_NAMES:
        return head + (
            subscript if subscript.isdigit() or (subscript and len(parts) == 2 and len(subscript) <= 5) else ""
        )
    if len(head) == 1 and head.isalpha() and len(subscript) <= 8 and len(parts) <= 2:
        return head + ("" if subscript in _TIME else subscript)
    # A prefix says whose symbol it is: lora_alpha, attn_scale_beta.
    last = _CODE_GREEK.get(parts[-1], parts[-1])
    return last if len(parts) > 1 and (last in GREEK_NAMES or (len(last) == 1 and last.isalpha())) else None


def latin_key(letter: str) -> str:
    """One letter as it stands in a key: Greek spelled out, Latin in lower case; "" for anything else."""
    if letter in _GREEK:
        return _GREEK[letter]
    return letter.lower() if letter.isascii() and letter.isalpha() else ""


def latex_notation(latex: str) -> tuple[str, ...]:
    """The keys of a formula's symbols in order of appearance, repeats kept."""
    tokens = [match.group() for match in _LATEX_TOKEN.finditer(latex)]
    keys: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.startswith("\\") and len(token) > 1:
            command = token[1:]
            base = command.removeprefix("var").lower()
            if command in _LATEX_SKIPPED or base not in GREEK_NAMES:
                continue
        elif len(token) == 1 and token.isalpha():
            base = token.lower()
        else:
            continue
        # An accent's closing brace stands between the letter and its subscript: \hat{v}_t.
        ahead = at
        while ahead < len(tokens) and tokens[ahead] == "}":
            ahead += 1
        subscript = ""
        if ahead + 1 < len(tokens) and tokens[ahead] == "_":
            subscript, at = _latex_subscript(tokens, ahead + 1)
        keys.append(base + subscript)
    return tuple(keys)


def _latex_subscript(tokens: list[str], at: int) -> tuple[str, int]:
    """The letters and digits of the subscript at ``at`` ("" when it only counts time), and where it ends."""
    if tokens[at] != "{":
        inner, at = [tokens[at]], at + 1
    else:
        depth, start = 1, at + 1
        at = start
        while at < len(tokens) and depth:
            depth += (tokens[at] == "{") - (tokens[at] == "}")
            at += 1
        inner = tokens[start : at - 1]
    letters = "".join(token.lower() for token in inner if token.isalnum())
    return ("" if letters[:1] in _TIME and not letters[1:].isalpha() else letters[:8]), at


def text_notation(text: str) -> tuple[str, ...]:
    """The keys of the symbols in a line of prose with Unicode maths, repeats kept: "β₁, ε and d_k"."""
    text = unicodedata.normalize("NFKC", text)
    keys = [
        _GREEK[match.group(1)] + ("" if (match.group(2) or "").lower() in _TIME else _subscript(match.group(2)))
        for match in _TEXT_SYMBOL.finditer(text)
        if match.group(1) in _GREEK
    ]
    keys += [
        match.group(1).lower() + ("" if match.group(2).lower() in _TIME else match.group(2).lower())
        for match in _WORD_SYMBOL.finditer(text)
    ]
    return tuple(keys)


def _subscript(text: str | None) -> str:
    """A digit counts; letters after a Greek letter are the next word as often as a subscript, so they do not."""
    return text if text is not None and text.isdigit() else ""
