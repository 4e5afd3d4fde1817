"""A text that is handed over in pieces is the text, parsed to the same tree, and made of what is there anyway."""

import tree_sitter_python
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.code.pieces import Pieces
from tree_sitter import Language, Node, Parser

LANGUAGE = Language(tree_sitter_python.language())
TEXT = b"".join(b"def f%d(x):\n    return 'caf\xc3\xa9' + x[%d]\n\n" % (n, n) for n in range(200))


def pieces_of(pieces: Pieces, content: bytes) -> list[bytes]:
    """As a parser reads: on from where the last piece ended."""
    read = pieces.reader(content)
    assert read is not None
    found: list[bytes] = []
    at = 0
    while piece := read(at, None):
        found.append(piece)
        at += len(piece)
    assert b"".join(found) == content
    return found


def nodes(node: Node) -> list[tuple[str, int, int, bool, bool]]:
    own = (node.type, node.start_byte, node.end_byte, node.is_missing, node.has_error)
    return [own, *(each for child in node.children for each in nodes(child))]


def test_lines_that_stay_are_the_same_objects() -> None:
    pieces = Pieces()
    first = pieces_of(pieces, TEXT)
    assert first == TEXT.splitlines(keepends=True)
    second = pieces_of(pieces, TEXT.replace(b"x[7]", b"x[777]"))
    kept = {id(each) for each in first}
    assert b"".join(each for each in second if id(each) not in kept) == "    return 'café' + x[777]".encode()


def test_what_is_new_is_handed_over_letter_by_letter() -> None:
    pieces = Pieces()
    pieces_of(pieces, TEXT)
    typed = "π = 'é€😀'\n".encode()
    first, second = (pieces_of(pieces, TEXT + typed)[-10:] for _ in range(2))
    assert [each.decode() for each in first] == list("π = 'é€😀'\n")
    assert all(one is two for one, two in zip(first, second, strict=True))


def test_more_than_can_be_kept_is_not_handed_over() -> None:
    pieces = Pieces(most=60_000)
    assert pieces.reader(TEXT) is not None
    assert pieces.reader(TEXT.replace(b"x", b"y")) is None
    assert pieces.reader(TEXT) is not None


@given(
    st.lists(st.sampled_from(["def f(x):\n", "    ", "return x\n", "'", '"""', "é", "\r\n", "(", "😀", "\t", "\\\n"])),
    st.integers(0),
)
def test_the_tree_is_that_of_the_whole(parts: list[str], at: int) -> None:
    content = "".join(parts).encode()
    pieces = Pieces()
    pieces.reader(TEXT)
    for text in (content, TEXT[: at % len(TEXT)].decode(errors="ignore").encode() + content):
        read = pieces.reader(text)
        assert read is not None
        assert nodes(Parser(LANGUAGE).parse(read).root_node) == nodes(Parser(LANGUAGE).parse(text).root_node)
