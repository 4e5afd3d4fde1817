r"""A picture of running text → a paper that says it: formulas stand between dollars, in LaTeX.

Paragraphs are parted by blank lines; one that begins with ``#`` is a section's heading, with ``##`` a run-in heading.
"""

from paperlsp.formula.latex_tree import latex_tree
from paperlsp.formula.plain import to_text
from paperlsp.model.geometry import Box
from paperlsp.model.paper import Anchor, Block, Inline, Paper
from paperlsp.paper.clause import readable
from paperlsp.paper.understanding import with_meaning

BOX = Box(0.0, 0.0, 1.0, 1.0)


def block_of(picture: str, anchor: str | None = None, kind: str = "paragraph") -> Block:
    text, inline = "", []
    for at, part in enumerate(picture.split("$")):
        if at % 2:
            shown = readable(to_text(latex_tree(part)))
            inline.append(Inline(len(text), len(text) + len(shown), part, 1.0))
            text += shown
        else:
            text += part
    return Block(kind, text, 1, BOX, anchor, tuple(inline))


def paper_of(pictures: str, title: str = "Pages") -> Paper:
    anchors, blocks = [], []
    section = anchor = None
    for picture in (" ".join(each.split()) for each in pictures.strip().split("\n\n")):
        if picture.startswith("#"):
            name = picture.lstrip("# ")
            run_in = picture.startswith("##")
            anchor = f"head:{name}" if run_in else f"sec:{name}"
            parent = section if run_in else None
            anchors.append(Anchor(anchor, "heading" if run_in else "section", None, name, 1, 1, BOX, parent, ""))
            section = section if run_in else anchor
        elif picture.startswith("$$"):
            latex = picture.strip("$ ")
            name = f"eq:{len(anchors)}"
            anchors.append(Anchor(name, "equation", None, "", None, 1, BOX, anchor, latex, latex))
            blocks.append(Block("equation", latex, 1, BOX, name))
        else:
            blocks.append(block_of(picture, anchor))
    return with_meaning(Paper("pages", "0" * 64, title, (), "", None, 1, tuple(anchors), tuple(blocks)))
