"""Spellings of a notation, a meaning or a number → forms that can be compared.

Kept apart from the package's own spellings on purpose: a yardstick must not bend with what it measures.
"""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections import Counter

import snowballstemmer


def _words(text: str) -> list[str]:
    return text.split()


def _pairs(text: str) -> dict[str, str]:
    """ "nabla ∇ in ∈" → a name's character."""
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_STEMMER = snowballstemmer.stemmer("english")
_STOP = frozenset(
    _words(
        "a an the of and or in on to for from by with without as at is are be being was were we our it its this that "
        "each any all some per via into over under ie eg number value values where which used use denotes let"
    )
)
_GREEK = _pairs(
    "alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ "
    "sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω"
)
_COMMANDS = _GREEK | {name.capitalize(): letter.upper() for name, letter in _GREEK.items()}
_COMMANDS |= _pairs(
    "varepsilon ε vartheta θ varphi φ varrho ρ varsigma σ ell l nabla ∇ partial ∂ infty ∞ times × cdot · sqrt √ sum Σ "
    "prod Π in ∈ to → rightarrow → leftarrow ← gets ← sim ~ triangleq ≜ le ≤ leq ≤ ge ≥ geq ≥ ast * odot ⊙ otimes ⊗ "
    "top T ldots … dots … cdots … prime ′ mid | vert | Vert || colon :"
)
_ACCENTS = {"hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303"}
_ACCENTS |= {"bar": "\u0304", "overline": "\u0304", "dot": "\u0307", "vec": "\u20d7"}
_FACES = _words(
    "mathbf mathrm mathbb mathcal mathscr mathfrak mathsf mathit boldsymbol bm text textrm textit operatorname"
)
_ALIKE = _pairs("− - – - — - ‐ - ∗ * ⋆ * ⋅ · ∥ || ‖ || ' ′ ’ ′ ∼ ~ ∆ Δ ∑ Σ ∏ Π ⊤ T ⊺ T ϵ ε ϕ φ ϑ θ ⁄ /")
_ALIKE |= {"\u0305": "\u0304"}
_RELATIONS = "∈=←≜:~"


@functools.cache
def canonical(text: str) -> str:
    """A notation in Unicode or LaTeX → one spelling: scripts folded, lower before upper, accents behind their letter."""
    return _fold(_plain(text)).replace("{", "").replace("}", "")


@functools.cache
def notation_forms(text: str) -> frozenset[str]:
    """The spellings under which a notation may be met: as it stands, and up to its first "∈", "=", "←" or ":"."""
    plain = _plain(text)
    return frozenset(filter(None, (canonical(plain), canonical(plain[: _first_relation(plain)]))))


def same_notation(gold: str, got: str) -> bool:
    """Whether two spellings mean one notation. "f(θ)" may be called "f"; "f(θ)" and "f(x)" differ."""
    wanted, found = notation_forms(gold), notation_forms(got)
    if wanted & found:
        return True
    return bool({_head(f) for f in wanted} & found or wanted & {_head(f) for f in found})


def members(text: str) -> list[str]:
    """ "β₁, β₂ ∈ [0, 1)" → its members. A comma within brackets or scripts divides nothing."""
    plain = _plain(text)
    plain = plain[: _first_relation(plain)]
    parts, depth, start = [], 0, 0
    for at, char in enumerate(plain):
        depth += (char in "([{") - (char in ")]}")
        if char == "," and not depth:
            parts.append(plain[start:at])
            start = at + 1
    parts.append(plain[start:])
    return [part.strip() for each in parts for part in re.split(r"\band\b", each) if part.strip()]


@functools.cache
def stems(text: str) -> frozenset[str]:
    """The content words of a phrase, stemmed."""
    words = re.findall(r"(?<![a-z_^])[a-z]{2,}", unicodedata.normalize("NFKC", text).lower())
    return frozenset(str(_STEMMER.stemWord(word)) for word in words if word not in _STOP)


def same_meaning(gold: str, got: str) -> bool:
    """Whether a meaning shares a content word with one of the gold's wordings, or its formula or space."""
    for wording in gold.split("; "):
        if wording[0] in "=∈:":
            if _same_formula(wording, got):
                return True
        elif stems(wording) & stems(got):
            return True
    return False


def same_value(gold: str, got: str, *, percent: bool = False) -> bool:
    """Whether two values are the same numbers. A part of a list or one end of a range will do; shapes must be equal."""
    wanted, found = numbers(gold), numbers(got)
    if gold == "*":
        return bool(found)
    if not wanted or not found:
        return canonical(gold) == canonical(got)
    shaped = len(wanted) > 1 and _shape(gold)
    if shaped or (len(found) > 1 and _shape(got)):
        return len(wanted) == len(found) and all(map(_close, wanted, found)) and _shape(gold) == _shape(got)
    scales = (1.0, 100.0, 0.01) if percent or "%" in got else (1.0,)
    return any(all(any(_close(x * scale, y) for y in wanted) for x in found) for scale in scales)


def same_name(gold: str, got: str) -> bool:
    """Whether a value's name shares a content word or a notation with one of the gold's names."""
    found = {canonical(token) for token in [got, *re.split(r"[\s,;()]+", got)]}
    return any(stems(name) & stems(got) or canonical(name) in found for name in gold.split("; "))


@functools.cache
def numbers(text: str) -> tuple[float, ...]:
    """Every number of a value as written: "8e−4/4e−4", "10⁻⁸", ""1/2 · 10^-4", "100K", "four", "20:1"."""
    plain = re.sub(r"[{}]", "", _fold_powers(_plain(text)).lower())
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", plain)
    for word, value in _WORDS.items():
        plain = re.sub(rf"\b{word}\b", str(value), plain)
    plain = re.sub(r"(?<=[\d\])])\s*(?:\.\.+|…|-)\s*(?=[\d])", " .. ", plain)
    return tuple(_number(match) for match in _NUMBER.finditer(plain))


_WORDS = {
    word: value
    for value, word in enumerate(_words("zero one two three four five six seven eight nine ten eleven twelve"))
}
_NUMBER = re.compile(
    r"(?:(?P<over>\d+)\s*/\s*(?P<under>\d+)\s*[·×*]\s*(?=10\^))?"
    r"(?P<sign>-?)(?P<base>\d+(?:\.\d+)?|\.\d+)"
    r"(?:e\^?(?P<exp>-?\d+)|\s*[·×*]\s*10\^(?P<ten>-?\d+)|\^(?P<pow>-?\d+))?"
    r"\s*(?P<unit>(?:thousand|million|billion|[kmb])\b)?"
)
_UNITS = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "b": 1e9, "billion": 1e9}


def _number(match: re.Match[str]) -> float:
    value = float(match["base"])
    if match["pow"]:
        value **= int(match["pow"])
    value *= 10.0 ** int(match["exp"] or match["ten"] or 0)
    if match["over"]:
        value *= int(match["over"]) / int(match["under"])
    return (-value if match["sign"] else value) * _UNITS.get(match["unit"] or "", 1.0)


def _shape(text: str) -> str:
    """ "3×3×64" and "20:1" are wholes; their sign tells them apart. A power of ten is no shape."""
    bare = re.sub(r"[×·*]\s*10\s*\^", "e", _fold_powers(_plain(text)))
    match = re.search(r"(?<=\d)\s*([×x*:])\s*(?=\d)", bare)
    return "" if match is None else ":" if match[1] == ":" else "×"


def _close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-15)


def _same_formula(gold: str, got: str) -> bool:
    wanted, plain = canonical(gold[1:]), _plain(got)
    if gold[0] == "=":
        tails = [canonical(plain), canonical(plain[_first_relation(plain) + 1 :])]
        return any(_dice(wanted, tail) >= 0.6 for tail in tails)
    if canonical(plain).lstrip("∈:") == wanted:
        return True
    return any(canonical(_first_term(plain[match.end() :])) == wanted for match in re.finditer("[∈:]", plain))


def _first_term(plain: str) -> str:
    """What stands up to the first comma or space that no bracket encloses; around an arrow, spaces are no end."""
    depth = 0
    text = re.sub(r"\s*→\s*", "→", plain.strip())
    for at, char in enumerate(text):
        depth += (char in "([{") - (char in ")]}")
        if not depth and char in ", ;":
            return text[:at]
    return text


def _dice(one: str, other: str) -> float:
    """How much of two formulas is alike, by pairs of neighbouring characters; 1 for equal ones."""
    if one == other:
        return 1.0
    pairs, others = (Counter(zip(text, text[1:], strict=False)) for text in (one, other))
    return 2 * (pairs & others).total() / max(pairs.total() + others.total(), 1)


def _head(form: str) -> str:
    """ "f(θ)" → "f"; what does not end in a bracketed argument stays as it is."""
    depth = 0
    for at in range(len(form) - 1, 0, -1):
        depth += (form[at] == ")") - (form[at] == "(")
        if not depth:
            return form[:at] if form[at] == "(" else form
    return form


def _first_relation(plain: str) -> int:
    depth = 0
    for at, char in enumerate(plain):
        depth += (char in "([{") - (char in ")]}")
        if char in _RELATIONS and not depth and at:
            return at
    return len(plain)


def _plain(text: str) -> str:
    """LaTeX → Unicode with "_" and "^" for scripts; variants of one character → that character."""
    text = re.sub(r"\$|\\(?:left|right|big|Big|bigg|Bigg|quad|displaystyle|limits)(?![A-Za-z])|\\[,;:! ]", "", text)
    text = re.sub(rf"\\(?:{'|'.join(_FACES)})(?![A-Za-z])\s*", "", text)
    text = text.replace("\\{", "{").replace("\\}", "}").replace("\\_", "＿")
    text = re.sub(r"\{\{([^{}]*)\}\}", r"{\1}", text)
    text = _fractions(text)
    for name, mark in _ACCENTS.items():
        text = re.sub(rf"\\{name}(?![A-Za-z])\s*\{{?(\\[A-Za-z]+|\w)\}}?", rf" \1 {mark}", text)
    text = re.sub(r"\\([A-Za-z]+) ?", lambda match: _COMMANDS.get(match[1], match[1]), text)
    out: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        kind, _, points = unicodedata.decomposition(char).partition(" ")
        if kind in ("<sub>", "<super>"):
            script = "".join(chr(int(point, 16)) for point in points.split())
            out.append(f"{'_' if kind == '<sub>' else '^'}{{{_ALIKE.get(script, script)}}}")
        else:
            out.append(_ALIKE.get(char) or char)
    joined = re.sub(r"([_^])\{([^{}]*)\}(?:\1\{([^{}]*)\})+", _one_group, "".join(out))
    joined = joined.replace("...", "…").replace("···", "…").replace("· · ·", "…")
    folded = "".join(char if char in "…′" else unicodedata.normalize("NFKC", char) for char in joined)
    folded = "".join(_ALIKE.get(char) or char for char in folded.replace("＿", "_"))
    return re.sub(r"\s+(?=[\u0300-\u036f\u20d7])", "", folded).strip()


def _fractions(text: str) -> str:
    """\\frac{a}{b} → {a}/{b}, however deep; braces are dropped later on."""
    while match := re.search(r"\\[dt]?frac(?=\{)", text):
        over = _closing(text, match.end())
        under = _closing(text, over + 1) if text[over + 1 : over + 2] == "{" else over
        text = f"{text[: match.start()]}{text[match.end() : over + 1]}/{text[over + 1 : under + 1]}{text[under + 1 :]}"
    return text


def _one_group(match: re.Match[str]) -> str:
    """Neighbouring script characters, "ₜ₊₁", are one script."""
    return f"{match[0][0]}{{{''.join(re.findall(r'[_^]{([^{}]*)}', match[0]))}}}"


def _fold_powers(plain: str) -> str:
    return re.sub(r"\^\{(-?\s*\w+)\}", lambda match: "^" + match[1].replace(" ", ""), plain)


def _fold(plain: str) -> str:
    """Scripts flattened behind their base: primes, then what is below, then what is above. Spaces go."""
    text = re.sub(r"\s+", "", plain)
    out: list[str] = []
    at = 0
    primes, lower, upper = "", "", ""
    while at < len(text):
        char = text[at]
        if char == "′":
            primes += char
            at += 1
        elif char in "_^" and at + 1 < len(text):
            group, at = _group(text, at + 1)
            lower, upper = (lower + _fold(group), upper) if char == "_" else (lower, upper + _fold(group))
        else:
            out += [primes, lower, upper, char]
            primes, lower, upper = "", "", ""
            at += 1
    return "".join([*out, primes, lower, upper])


def _group(text: str, at: int) -> tuple[str, int]:
    """The script that begins at ``at``, without brackets around the whole of it, and where the text goes on."""
    if text[at] not in "{(":
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        return text[at:end], end
    end = _closing(text, at)
    inner = text[at + 1 : end]
    while inner[:1] in ("{", "(") and _closing(inner, 0) == len(inner) - 1:
        inner = inner[1:-1]
    return inner, end + 1


def _closing(text: str, at: int) -> int:
    """Where the bracket at ``at`` closes; the end of the text where it does not."""
    depth = 0
    for end in range(at, len(text)):
        depth += (text[end] in "{(") - (text[end] in "})")
        if not depth:
            return end
    return len(text)
