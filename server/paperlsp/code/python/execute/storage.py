"""What names and paths hold while a function is executed: symbols with the number of their assignment.

Two names may share one place, as ``d_p = p.grad`` makes them: what is then added to one in place is added to both.
"""

from __future__ import annotations

from paperlsp.model.expr import Cases, Expr, Symbol
from paperlsp.notation import identifier_notation


class Versions:
    """Counts the assignments of each name of one function, over all its branches."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        self._places = 0

    def fresh(self, text: str) -> Symbol:
        """The symbol for the next value of a name."""
        self._last[text] = self._last.get(text, 0) + 1
        return Symbol(text, notation_key(text), self._last[text])

    def leaf(self, text: str) -> Symbol:
        """The symbol for the value that a name has from outside."""
        self._last.setdefault(text, 0)
        return Symbol(text, notation_key(text), 0)

    def place(self) -> int:
        self._places += 1
        return self._places


class Storage:
    """Names and paths (``self.beta1``, ``state['exp_avg']``) → places → values. A copy is a branch."""

    def __init__(self, versions: Versions) -> None:
        self.versions = versions
        self.places: dict[str, int] = {}
        self.values: dict[int, Expr] = {}

    def copy(self) -> Storage:
        twin = Storage(self.versions)
        twin.places, twin.values = dict(self.places), dict(self.values)
        return twin

    def place(self, path: str) -> int:
        """The place of a name or path; one that was never assigned has its value from outside."""
        found = self.places.get(path)
        if found is None:
            found = self.places[path] = self.versions.place()
            self.values[found] = self.versions.leaf(path)
        return found

    def read(self, path: str) -> Expr:
        return self.values[self.place(path)]

    def bind(self, path: str, value: Expr) -> None:
        """Give a name a value of its own."""
        place = self.places[path] = self.versions.place()
        self.values[place] = value
        self._forget(path)

    def share(self, path: str, place: int) -> None:
        """Let a name mean the same place as another."""
        self.places[path] = place
        self._forget(path)

    def _forget(self, path: str) -> None:
        """What hung on a name's old value is another thing now."""
        for other in [each for each in self.places if each.startswith((f"{path}.", f"{path}["))]:
            del self.places[other]

    def merged(self, other: Storage, condition: Expr | None) -> list[tuple[int, Symbol, Cases]]:
        """Take over the other branch; the result is what differs, as new symbols with their two values."""
        found: list[tuple[int, Symbol, Cases]] = []
        done: dict[tuple[int, int], int] = {}
        for path in [*self.places, *(path for path in other.places if path not in self.places)]:
            mine, theirs = self.places.get(path), other.places.get(path)
            if mine is None or theirs is None:
                if path.isidentifier():
                    # A name that only one branch gives a value has that value, or none at all.
                    place = theirs if mine is None else mine
                    if place is not None:
                        self.places[path] = place
                        self.values.setdefault(place, (other if mine is None else self).values[place])
                    continue
                mine, theirs = self.place(path), other.place(path)
            left, right = self.values[mine], other.values[theirs]
            if left == right:
                continue
            known = done.get((mine, theirs))
            if known is None:
                text = next((value.text for value in (left, right) if isinstance(value, Symbol)), path)
                symbol = self.versions.fresh(text)
                known = done[mine, theirs] = mine if mine == theirs else self.versions.place()
                self.values[known] = symbol
                found.append((known, symbol, Cases(((left, condition), (right, None)))))
            self.places[path] = known
        return found


def notation_key(path: str) -> str:
    """The notation that a name or path spells: ``self.beta_1`` and ``betas[0]`` are both ``beta1``."""
    head, bracket, inside = path.rpartition("[")
    if bracket:
        inside = inside.rstrip("]")
        if inside.isdecimal():
            name = head.rpartition(".")[2].rpartition("[")[2].strip("'\"]")
            key = identifier_notation(name) if name.endswith("s") else None
            return f"{key}{int(inside) + 1}" if key is not None and len(inside) < 3 else ""
        path = inside.strip("'\"")
    return identifier_notation(path) or ""
