"""Nodes side by side → the expression that they write: sums, products, powers, functions, sums with limits.

Mathematics leaves out multiplication signs and brackets that its readers supply. What a reader decides by knowing the
paper is decided here by ``functions``, the letters that the paper writes in front of an argument: f(x), L̂ₜ(θₜ).
"""

from __future__ import annotations

from collections.abc import Sequence

from paperlsp.formula.naming import is_letter, items_of, name
from paperlsp.formula.plain import to_text
from paperlsp.formula.spelling import (
    BINDERS,
    BOUND_WORDS,
    base_letter,
    is_average,
    is_comma,
    is_dots,
    known_name,
    letter_of,
    spelled,
)
from paperlsp.formula.symbols import kind_of
from paperlsp.formula.tree import (
    Accent,
    Braced,
    Fenced,
    Fraction,
    Grid,
    Limits,
    Node,
    Root,
    Row,
    Scripts,
    Space,
    Symbol,
    Text,
    Word,
)
from paperlsp.model import expr as e
from paperlsp.model.arithmetic import add, apply, divide, multiply, negate, power

_DEEPEST = 24
"""Levels of nodes; what nests deeper is a misreading and becomes ``Unknown``."""
_TIMES = frozenset("·×⋅∗*⊙∘⊗")
_OPENING = {"|": "|", "‖": "‖"}


def expression(items: Sequence[Node], times: frozenset[str], functions: frozenset[str], depth: int = 0) -> e.Expr:
    """The expression that the items write; ``Unknown`` where they write none."""
    kept = [item for item in items if not isinstance(item, Space)]
    if depth > _DEEPEST or not kept:
        return e.Unknown(to_text(Row(tuple(items))) if depth <= _DEEPEST else "…")
    found = _Reader(kept, times, functions, depth).whole()
    return found if e.within_bounds(found) else e.Unknown("…")


class _Reader:
    """Reads the nodes of one row from left to right; ``at`` is the next."""

    def __init__(self, items: Sequence[Node], times: frozenset[str], functions: frozenset[str], depth: int) -> None:
        self.items = items
        self.times = times
        self.functions = functions
        self.depth = depth
        self.at: int = 0

    def whole(self) -> e.Expr:
        left = self.sum()
        if self.at < len(self.items) and self.text() and kind_of(self.text()) == "relation" and self.text() != ":":
            operator = self.text()
            self.at += 1
            return e.Compare(operator, left, self.sum())
        return left if self.at >= len(self.items) else e.Unknown(to_text(Row(tuple(self.items))))

    def text(self, ahead: int = 0) -> str:
        """The character at the next place, "" where no bare character stands."""
        place = self.at + ahead
        node = self.items[place] if place < len(self.items) else None
        return node.text if isinstance(node, Symbol) else ""

    def next_node(self, ahead: int = 0) -> Node | None:
        place = self.at + ahead
        return self.items[place] if place < len(self.items) else None

    def inner(self, node: Node | None) -> e.Expr:
        return expression(items_of(node), self.times, self.functions, self.depth + 1)

    def sum(self) -> e.Expr:
        terms: list[e.Expr] = []
        sign = 1
        if self.text() in ("+", "−", "-"):
            sign = 1 if self.text() == "+" else -1
            self.at += 1
        while True:
            term = self.product()
            terms.append(term if sign > 0 else negate(term))
            if self.text() in ("+", "−", "-"):
                sign = 1 if self.text() == "+" else -1
                self.at += 1
            else:
                return add(terms)

    def product(self) -> e.Expr:
        result: e.Expr | None = None
        dividing = False
        while self.at < len(self.items):
            text = self.text()
            if text in _TIMES and result is not None:
                self.at += 1
                continue
            if text in ("/", "÷") and result is not None:
                dividing = True
                self.at += 1
                continue
            if text and (
                text in "+−-,;" or kind_of(text) in ("relation", "close") or (text in _OPENING and self._closes(text))
            ):
                break
            start = self.at
            factor = self.factor()
            if factor is None:
                self.at = start
                break
            result = factor if result is None else divide(result, factor) if dividing else multiply((result, factor))
            dividing = False
        if result is None or dividing:
            return e.Unknown(to_text(Row(tuple(self.items[self.at : self.at + 1]))))
        return result

    def _closes(self, bar: str) -> bool:
        """Whether a bar has no partner behind it, so that it can open nothing."""
        return self._partner(bar) is None

    def _partner(self, bar: str) -> int | None:
        for place in range(self.at + 1, len(self.items)):
            node = self.items[place]
            base = node.base if isinstance(node, Scripts) else node
            if isinstance(base, Symbol) and base.text == bar:
                return place
        return None

    def factor(self) -> e.Expr | None:
        """One operand with what belongs to it: digits of a number, arguments of a function, a sum's body."""
        node = self.items[self.at]
        base = node.base if isinstance(node, (Scripts, Limits)) else node
        if isinstance(base, Symbol):
            if base.text.isdecimal() or (base.text == "." and self.text(1).isdecimal()):
                return self._number()
            if base.text in BINDERS:
                return self._bound(node, BINDERS[base.text])
            if base.text in _OPENING:
                return self._bars(base.text)
            if base.text == "√":
                self.at += 1
                inside = self.factor() if self.at < len(self.items) else None
                return None if inside is None else apply("sqrt", inside)
            if base.text in ("∇", "∂"):
                return self._derivative(base.text)
            if base.text in ("Δ", "δ") and self._names_next():
                self.at += 1
                return self._named(self.items[self.at], prefix=base.text)
        if isinstance(base, Word) or spelled(self.items, self.at) or is_average(base, self.next_node(1)):
            return self._word()
        if is_letter(base) or (isinstance(base, Scripts) and is_letter(base.base)):
            return self._named(node)
        self.at += 1
        return self._group(node)

    def _names_next(self) -> bool:
        """Whether Δ stands before a letter and changes its meaning, as in ΔW."""
        following = self.next_node(1)
        base = following.base if isinstance(following, Scripts) else following
        return base is not None and is_letter(base) and isinstance(self.items[self.at], Symbol) and self.text() == "Δ"

    def _number(self) -> e.Expr:
        digits = ""
        raised: Node | None = None
        while self.at < len(self.items) and raised is None:
            node = self.items[self.at]
            base = node.base if isinstance(node, Scripts) else node
            if not isinstance(base, Symbol) or not (
                base.text.isdecimal() or (base.text == "." and self.text(1).isdecimal())
            ):
                break
            digits += base.text
            if isinstance(node, Scripts):
                if node.sub is not None or node.sup is None:
                    return self._unknown(node)
                raised = node.sup
            self.at += 1
        value = e.parse_number(digits) or e.Unknown(digits)
        return value if raised is None else power(value, self.inner(raised))

    def _unknown(self, node: Node) -> e.Expr:
        self.at += 1
        return e.Unknown(to_text(node))

    def _bars(self, bar: str) -> e.Expr | None:
        end = self._partner(bar)
        if end is None:
            return None
        inside = expression(self.items[self.at + 1 : end], self.times, self.functions, self.depth + 1)
        closing = self.items[end]
        self.at = end + 1
        found = apply("abs" if bar == "|" else "norm", inside)
        sup = closing.sup if isinstance(closing, Scripts) else None
        return found if sup is None else power(found, self.inner(sup))

    def _bound(self, node: Node, kind: e.BinderKind) -> e.Expr:
        """∑ and its like: the body is the rest of the term."""
        self.at += 1
        low, high = (
            (node.sub, node.sup)
            if isinstance(node, Scripts)
            else (node.below, node.above)
            if isinstance(node, Limits)
            else (None, None)
        )
        variable, lower = self._limit(low)
        body = self.product()
        return e.Bind(kind, variable, lower, None if high is None else self.inner(high), body)

    def _limit(self, low: Node | None) -> tuple[e.Expr | None, e.Expr | None]:
        items = items_of(low)
        for place, item in enumerate(items):
            if isinstance(item, Symbol) and item.text in ("=", "→"):
                return self.inner(Row(items[:place])), self.inner(Row(items[place + 1 :]))
        return (None, None) if low is None else (self.inner(low), None)

    def _derivative(self, sign: str) -> e.Expr | None:
        """∇f(θ) is one thing: the gradient of f there."""
        self.at += 1
        inside = self.factor() if self.at < len(self.items) else None
        return e.Symbol(sign) if inside is None else e.Apply(sign, (inside,))

    def _word(self) -> e.Expr:
        """A word: a function before its arguments, otherwise a name."""
        node = self.items[self.at]
        base = node.base if isinstance(node, (Scripts, Limits)) else node
        if isinstance(base, (Word, Symbol)) and not (isinstance(base, Symbol) and spelled(self.items, self.at)):
            word = base.text
            self.at += 1
        else:
            count = spelled(self.items, self.at)
            nodes = self.items[self.at : self.at + count]
            node = nodes[-1]
            word = "".join(letter_of(each) for each in nodes)
            self.at += count
        plain = known_name(word)
        scripts = node if isinstance(node, Scripts) else None
        raised = scripts.sup if scripts is not None else None
        if plain == "log" and scripts is not None and scripts.sub is not None:
            plain += to_text(scripts.sub)
        if word in BOUND_WORDS and not (plain in e.KNOWN and isinstance(node, Word)):
            return self._bound(node, BOUND_WORDS[word])
        following = self.next_node()
        opened = isinstance(following, Fenced) and (following.left in ("(", "[") or plain in e.KNOWN)
        if isinstance(following, Fenced) and opened:
            self.at += 1
            found: e.Expr = apply(plain if plain in e.KNOWN else word, *self._arguments(following))
            return found if raised is None else power(found, self.inner(raised))
        if plain in e.KNOWN and following is not None and self.text() not in ("+", "−", ",", "="):
            argument = self.factor()
            if argument is not None:
                found = apply(plain, argument)
                return found if raised is None else power(found, self.inner(raised))
        tail = Scripts(Word(word), scripts.sub, scripts.sup) if scripts is not None else Word(word)
        named = name(tail, self.times)
        found = named.symbol
        return found if named.power is None else power(found, self.inner(named.power))

    def _arguments(self, fenced: Fenced) -> list[e.Expr]:
        groups: list[list[Node]] = [[]]
        for item in items_of(fenced.body):
            if isinstance(item, Symbol) and item.text in ",;":
                groups.append([])
            else:
                groups[-1].append(item)
        kept = [group for group in groups if group and not all(is_dots(item) for item in group)]
        return [expression(group, self.times, self.functions, self.depth + 1) for group in kept]

    def _named(self, node: Node, prefix: str = "") -> e.Expr:
        """A letter with its scripts, and its arguments where the paper uses it as a function."""
        self.at += 1
        named = name(node, self.times, prefix=prefix)
        found: e.Expr = named.symbol
        following = self.next_node()
        raised: Node | None = following.sup if isinstance(following, Scripts) else None
        fenced = following.base if isinstance(following, Scripts) and following.sub is None else following
        if (
            isinstance(fenced, Fenced)
            and fenced.left == "("
            and base_letter(node) in self.functions
            and named.power is None
        ):
            self.at += 1
            found = e.Apply(named.symbol.text, tuple(self._arguments(fenced)))
            if isinstance(raised, Symbol) and raised.text in ("T", "⊤"):
                return apply("transpose", found)
            return found if raised is None else power(found, self.inner(raised))
        if named.transposed:
            found = apply("transpose", found)
        return found if named.power is None else power(found, self.inner(named.power))

    def _group(self, node: Node) -> e.Expr | None:
        """Everything that is whole by itself."""
        match node:
            case Fenced("{", "", Grid(rows)):
                return e.Cases(tuple(self._case(row) for row in rows if row))
            case Fenced("|", "|", body):
                return apply("abs", self.inner(body))
            case Fenced("‖", "‖", body):
                return apply("norm", self.inner(body))
            case Fenced(left, _, Row(items)) if left in "([" and any(is_comma(item) for item in items):
                return e.Apply("tuple", tuple(self._arguments(node)))
            case Fenced(left, _, body) if left in "([{" and not isinstance(body, Grid):
                return self.inner(body)
            case Fenced("⌊", _, body):
                return apply("floor", self.inner(body))
            case Fenced("⌈", _, body):
                return apply("ceil", self.inner(body))
            case Fraction(numerator, denominator, True):
                return divide(self.inner(numerator), self.inner(denominator))
            case Root(body, index):
                if index is None:
                    return apply("sqrt", self.inner(body))
                return power(self.inner(body), divide(e.ONE, self.inner(index)))
            case Scripts(base, sub, sup, False):
                inside = self._group(base)
                if inside is None or sup is None:
                    return inside if sub is None else e.Unknown(to_text(node))
                if isinstance(sup, Symbol) and sup.text in ("⊤", "⊺", "T"):
                    return apply("transpose", inside)
                return power(inside, self.inner(sup))
            case Braced(base) | Accent("underline", base):
                return self.inner(base)
            case Row():
                return self.inner(node)
            case _:
                return e.Unknown(to_text(node))

    def _case(self, row: tuple[Node, ...]) -> tuple[e.Expr, e.Expr | None]:
        value = self.inner(row[0])
        condition = [item for cell in row[1:] for item in items_of(cell) if not isinstance(item, Text)]
        return value, expression(condition, self.times, self.functions, self.depth + 1) if condition else None
