"""Names, attributes and subscripts → the path of the one thing that they mean: ``group["eps"]``, ``self.beta1``."""

from __future__ import annotations

from collections.abc import Collection

from tree_sitter import Node

from paperlsp.code.python.execute.operations import PASSED
from paperlsp.code.python.execute.storage import Storage
from paperlsp.code.python.targets import slice_of
from paperlsp.model.expr import Symbol

LIBRARIES = frozenset(
    {"torch", "np", "numpy", "jnp", "jax", "tf", "math", "F", "nn", "ops", "K", "keras", "lax", "functional"}
)
"""What numeric libraries are called where they are imported."""
MOST_TEXT = 60
"""Characters of source that stand for a thing nobody looks into."""
_DEEPEST = 32
SAME_THING = frozenset({"data", "value", "values", "real"})
"""Attributes that are the thing itself."""


class Places:
    """Finds paths through what the storage holds; ``storage`` is exchanged where a branch begins."""

    def __init__(self, content: bytes, modules: Collection[str], storage: Storage) -> None:
        self.content = content
        self.modules = modules
        self.storage = storage
        self.level = 0

    def is_module(self, node: Node) -> bool:
        """Whether a dotted name leads to a library or a class: what follows is one of its functions."""
        root = self.text(node).partition(".")[0]
        if node.type not in ("identifier", "attribute") or not root.isidentifier() or root in self.storage.places:
            return False
        return root in LIBRARIES or root in self.modules or root[:1].isupper()

    def text(self, node: Node) -> str:
        return slice_of(self.content, node)

    def path(self, node: Node) -> str | None:
        """The path that a node writes, through names that share their place; None for what is no path."""
        if self.level >= _DEEPEST:
            return None
        self.level += 1
        found = self._path(node)
        self.level -= 1
        return found

    def _path(self, node: Node) -> str | None:
        match node.type:
            case "identifier":
                return self.text(node)
            case "attribute":
                holder, name = node.child_by_field_name("object"), node.child_by_field_name("attribute")
                if holder is None or name is None:
                    return None
                before = self.path(holder)
                if before is None:
                    return None
                written = self.text(name)
                return before if written in SAME_THING and before != "self" else f"{self._root(before)}.{written}"
            case "subscript":
                holder = node.child_by_field_name("value")
                keys = node.children_by_field_name("subscript")
                before = None if holder is None else self.path(holder)
                if before is None:
                    return None
                if all(_whole(self.text(key)) for key in keys):
                    return before
                shown = ", ".join(" ".join(self.text(key).split()) for key in keys)
                return f"{self._root(before)}[{shown}]" if len(shown) <= MOST_TEXT else None
            case "parenthesized_expression":
                inner = node.named_child(0) if node.named_child_count == 1 else None
                return None if inner is None else self.path(inner)
            case "call":
                function = node.child_by_field_name("function")
                if function is None or function.type != "attribute":
                    return None
                receiver, name = function.child_by_field_name("object"), function.child_by_field_name("attribute")
                if receiver is None or name is None or self.text(name) not in PASSED:
                    return None
                return None if self.text(receiver) == "self" or self.is_module(receiver) else self.path(receiver)
            case _:
                return None

    def _root(self, path: str) -> str:
        """A path under the name of the thing that it leads to, where it was given another name."""
        place = self.storage.places.get(path)
        value = None if place is None else self.storage.values[place]
        return value.text if isinstance(value, Symbol) and value.time == 0 else path


def _whole(key: str) -> bool:
    """Whether a subscript keeps the whole thing: ``x[:]``, ``x[:, None]``, ``x[...]``."""
    return all(
        part.strip() in (":", "None", "...", "Ellipsis", "np.newaxis", "jnp.newaxis", "tf.newaxis")
        for part in key.split(",")
    )
