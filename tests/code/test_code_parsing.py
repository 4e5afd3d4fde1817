"""A broken text that somebody types in is parsed line by line, to the tree of the whole, from lines that are given again."""

from collections.abc import Callable

import tree_sitter_python
from paperlsp.code.parsing import Grammar, Lines
from tree_sitter import Node, Tree

BROKEN = b"def first(x:\n    return 'one\n\nclass Second(:\n    def third(self):\r\n        return self.x +\n"


class Reading:
    """Reads as a parser does: on from where the last piece ended."""

    def parse(self, read: Callable[[int, object], bytes]) -> list[bytes]:
        found: list[bytes] = []
        at = 0
        while piece := read(at, None):
            found.append(piece)
            at += len(piece)
        return found


def nodes(node: Node) -> list[tuple[str, int, int, bool, bool]]:
    own = (node.type, node.start_byte, node.end_byte, node.is_missing, node.has_error)
    return [own, *(each for child in node.children for each in nodes(child))]


def whole(content: bytes) -> Tree:
    return Grammar(tree_sitter_python.language, "paperlsp.code.python").parse(content)


def test_lines_that_stay_are_the_same_objects() -> None:
    lines = Lines()
    first = lines.parsed(Reading(), BROKEN, None)  # type: ignore[arg-type]
    assert b"".join(first) == BROKEN
    second = lines.parsed(Reading(), BROKEN.replace(b"'one", b"'two"), None)  # type: ignore[arg-type]
    assert [one is two for one, two in zip(first, second, strict=True)] == [True, False, True, True, True, True]


def test_each_version_has_the_tree_of_a_fresh_start() -> None:
    again = Grammar(tree_sitter_python.language, "paperlsp.code.python")
    versions = [BROKEN[:end] for end in range(len(BROKEN) + 1)]
    versions += [b"x = 1\n" + BROKEN, b"x = (1\n", b"x = (1)\n", b"", BROKEN + b"\x0c\xc3\xa9\n"]
    for content in versions:
        assert nodes(again.parse_again("a.py", content).root_node) == nodes(whole(content).root_node)
