"""A folder → a paper and code full of strings that try to be markup, links, commands or scripts; they are printed as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pymupdf

HOSTILE = [
    "<img src=x onerror=window.hacked=1>",
    "<svg onload=window.hacked=1>",
    "<script>window.hacked=1</script>",
    "<iframe src=javascript:window.hacked=1>",
    "<a href=javascript:window.hacked=1>go</a>",
    "<b onmouseover=window.hacked=1>bold</b>",
    "<style>*{display:none}</style>",
    "<details open ontoggle=window.hacked=1>",
    "<math><mtext></mtext></math>",
    "On </span></div><h1>out</h1>",
    "<object data=javascript:window.hacked=1>",
    "<form action=https://evil.test>",
    "<body onload=window.hacked=1>",
    "<input autofocus onfocus=window.hacked=1>",
    "[x](command:paperlsp.install?%5B%5D)",
    "[x](data:text/html,evil)",
    "[x](command:workbench.action.quit)",
    "[x](command:paperlsp.restart)",
    "[x](javascript:window.hacked=1)",
    "[x](vscode://evil.test/x)",
    "[x](file:///etc/passwd)",
    "[x](https://evil.test)",
    "[x][y] and [y]: https://evil.test",
    "![x](https://evil.test/x.png)",
    "![x](data:image/png;base64,AAAA)",
    "<https://evil.test>",
    "https://evil.test/plain",
    "www.evil.test",
    "me@evil.test",
    "`code` and ``more``",
    "**bold** and __bold__",
    "*italic* and _italic_",
    "~~struck~~ text",
    "| a | b | table |",
    "$(bug) $(sync~spin) icon",
    "On &lt;img&gt; &#60;img&#62;",
    "\\<img src=x onerror=1\\>",
    "On ${7*7} {{7*7}} <%= 7 %>",
    "%3Cimg%20onerror%3D1%3E",
    "On '; alert(1); //",
    '" onfocus="window.hacked=1',
    "On --> <!-- comment -->",
]


def main(folder: Path) -> None:
    (folder / "src").mkdir(parents=True)
    _paper().save(folder / "paper.pdf")
    lines = ['"""Code of the hostile paper."""', ""]
    for at in range(0, len(HOSTILE), 3):
        first, last = at + 1, min(at + 3, len(HOSTILE))
        said = ", ".join(_number(number) for number in range(first, last)) + f" and {_number(last)}"
        text = HOSTILE[at].replace("\\", "\\\\").replace('"', '\\"')
        lines += [
            "",
            f"def part_{first}(value):",
            f'    """As in Sections {said}. {text}"""',
            f"    return value * {first}",
            "",
        ]
    (folder / "src" / "parts.py").write_text("\n".join(lines), encoding="utf-8")
    (folder / "src" / "[x](command:y) <img onerror=1>.py").write_text(
        '"""Section 1.1."""\n\n\ndef odd(value):\n    """As Section 1.1."""\n    return value * 2 + 1\n',
        encoding="utf-8",
    )
    sys.stdout.write(json.dumps(HOSTILE))


def _number(at: int) -> str:
    """The number of the section with the string at this place, from 1: six to a chapter."""
    return f"{(at - 1) // 6 + 1}.{(at - 1) % 6 + 1}"


def _paper() -> pymupdf.Document:
    document = pymupdf.open()
    page, y = document.new_page(), 72.0
    page.insert_text((72, y), "A Paper Full of Hostile Strings", fontname="hebo", fontsize=18)
    y += 40
    for number, text in enumerate(HOSTILE, 1):
        if y > 660:
            page, y = document.new_page(), 72.0
        if number % 6 == 1:
            page.insert_text((72, y), f"{number // 6 + 1}  Another Chapter", fontname="hebo", fontsize=14)
            y += 22
        page.insert_text((72, y), f"{_number(number)}  {text}", fontname="hebo", fontsize=12)
        y += 18
        for line in (
            "The value of this part is multiplied by its number, which is a thing that one can say",
            "of every part of this paper, and which makes it long enough to be read as running text.",
        ):
            page.insert_text((72, y), line, fontname="helv", fontsize=10)
            y += 12
        y += 12
    return document


if __name__ == "__main__":
    main(Path(sys.argv[1]))
