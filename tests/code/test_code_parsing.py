"""What a text is parsed to does not depend on what stood there before."""

import tree_sitter_python
from paperlsp.code.parsing import Grammar
from tree_sitter import Node, Tree

BROKEN = b"def first(x:\n    return 'one\n\nclass Second(:\n    def third(self):\r\n        return self.x +\n"


def nodes(node: Node) -> list[tuple[str, int, int, bool, bool]]:
    own = (node.type, node.start_byte, node.end_byte, node.is_missing, node.has_error)
    return [own, *(each for child in node.children for each in nodes(child))]


def whole(content: bytes) -> Tree:
    return Grammar(tree_sitter_python.language, "paperlsp.code.python").parse(content)


def test_each_version_has_the_tree_of_a_fresh_start() -> None:
    again = Grammar(tree_sitter_python.language, "paperlsp.code.python")
    versions = [BROKEN[:end] for end in range(len(BROKEN) + 1)]
    versions += [b"x = 1\n" + BROKEN, b"x = (1\n", b"x = (1)\n", b"", BROKEN + b"\x0c\xc3\xa9\n"]
    for content in versions:
        assert nodes(again.parse_again("a.py", content).root_node) == nodes(whole(content).root_node)
