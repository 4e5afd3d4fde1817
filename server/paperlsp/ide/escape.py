"""Text of papers and code → Markdown that shows that text and nothing else, and plain text without control codes.

Whatever a paper or a repository says, it must not become a link, a command, an image, HTML or a heading in somebody's
editor, and must not reorder the text around it. Escapes are used where a character would mean something, and nowhere
else, because several editors show the backslashes.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_ALWAYS = re.compile(r"[\\`*\[\]<|~$]")
"""Characters that open something wherever they stand: escapes, code, emphasis, links, HTML, tables, strikes, maths."""
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
"""An underscore within a word (``mask_decoder``) is text; at the edge of a word it opens emphasis."""
_ENTITY = re.compile(r"&(?=#?\w+;)")
_ADDRESS = re.compile(
    r"(?<=[a-z])(:)(?=//)|(?<=www)(\.)|(?<=[\w.+-])(@)(?=[\w-])|(?<=mailto)(:)|(?<=xmpp)(:)", re.IGNORECASE
)
"""What editors make into links by themselves: ``scheme://``, ``www.``, ``name@host``."""
_LINE_START = re.compile(r"^(?:([#>+=-])|(\d{1,9})([.)])(?=\s|$))")
_TICKS = re.compile(r"`+")


def plain(text: str) -> str:
    """One line: white space collapsed, control, format and private-use characters dropped, so that none can act."""
    if text.isprintable():
        # Nothing to drop, as in nearly every text, and no white space but the blank.
        return " ".join(text.split())
    kept = "".join(" " if character.isspace() else character for character in text if _shown(character))
    return _SPACES.sub(" ", kept).strip()


def escape(text: str) -> str:
    """One line of Markdown that renders as ``plain(text)``."""
    text = plain(text)
    text = _ALWAYS.sub(_backslash, text)
    text = _UNDERSCORE.sub(_backslash, text)
    text = _ENTITY.sub(_backslash, text)
    text = _ADDRESS.sub(_backslash, text)
    return _LINE_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", text)


def code_span(text: str) -> str:
    """A code span that shows ``plain(text)``: its fence is longer than any run of backticks inside."""
    text = plain(text)
    if not text:
        return ""
    fence = "`" * (_longest_run(text) + 1)
    room = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{room}{text}{room}{fence}"


def fenced(text: str, language: str = "text") -> str:
    """A fenced block that shows the lines of ``text``, each of them plain but for its indentation."""
    lines = [_plain_line(line) for line in text.splitlines()]
    body = "\n".join(line for line in lines if line.strip())
    fence = "`" * max(3, _longest_run(body) + 1)
    return f"{fence}{language}\n{body}\n{fence}"


def plain_lines(text: str) -> str:
    """Several lines, each without control codes, blank ones left out."""
    return "\n".join(line for line in (_plain_line(line) for line in text.splitlines()) if line.strip())


def _plain_line(line: str) -> str:
    indent = min(len(line) - len(line.lstrip(" ")), 40)
    kept = "".join(" " if character.isspace() else character for character in line.strip() if _shown(character))
    return " " * indent + kept.rstrip()


def _shown(character: str) -> bool:
    """Whether a character stands for something to see: no control or direction codes, private use or surrogates."""
    return character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")


def _backslash(found: re.Match[str]) -> str:
    return "\\" + found.group()


def _longest_run(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)
