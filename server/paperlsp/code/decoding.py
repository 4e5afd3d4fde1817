"""Source bytes as they lie on disk → UTF-8 without a byte order mark, decoded as Python itself would (PEP 263)."""

from __future__ import annotations

import codecs
import re

from paperlsp.model.problem import Problem

_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")
_LINE_END = re.compile(rb"\r\n?|\n")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Codecs that no source is written in: they transform text, and some take quadratic time on purpose-made input.
_NO_SOURCE = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "unicode_escape", "raw_unicode_escape"}
)


def decode(path: str, content: bytes, encoding: str | None = None) -> tuple[bytes, tuple[Problem, ...]]:
    """``content`` in UTF-8. What cannot be decoded becomes U+FFFD, and one problem names the first such line.

    ``encoding`` overrides what the content itself declares: an editor's buffer is UTF-8 whatever its cookie says.
    """
    for mark, name in _MARKS:
        # UTF-32's little-endian mark begins with UTF-16's; two NUL bytes tell them apart well enough.
        if content.startswith(mark):
            content, encoding = content[len(mark) :], name
            break
    declared = encoding or _cookie(content)
    if declared is None or _is_utf8(declared):
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = len(_LINE_END.findall(content, 0, error.start)) + 1
            remedy = 'Save it as UTF-8, or name its encoding in the first line, as in "# coding: latin-1".'
            return _replaced(content, "utf-8"), (
                Problem("source-encoding", "The file is not valid UTF-8.", remedy, path, f"line {line}"),
            )
        return content, ()
    known = declared.lower() not in _NO_SOURCE
    try:
        text = content.decode(declared if known else "utf-8", "strict" if known else "replace")
    except LookupError:
        known, text = False, ""
    except (UnicodeError, ValueError):
        message = f"The file is not valid {declared}, which it says it is written in."
        remedy = "Correct the encoding that its first lines or its byte order mark name, or save the file as UTF-8."
        return _replaced(content, declared), (Problem("source-encoding", message, remedy, path, "line 1"),)
    if not known:
        message = f"The encoding {declared!r} that the file names is not known."
        remedy = "Name an encoding that Python knows, or save the file as UTF-8."
        return _replaced(content, "utf-8"), (Problem("source-encoding", message, remedy, path, "line 1"),)
    return text.encode("utf-8", "replace"), ()


def _cookie(content: bytes) -> str | None:
    """The encoding named in a comment on one of the first two lines, or None."""
    first, _, rest = content[:2000].replace(b"\r\n", b"\n").replace(b"\r", b"\n").partition(b"\n")
    second = rest.partition(b"\n")[0]
    found = _COOKIE.match(first) or (_COOKIE.match(second) if _BLANK.match(first) else None)
    return found[1].decode("ascii", "replace") if found else None


def _is_utf8(name: str) -> bool:
    try:
        return codecs.lookup(name).name in ("utf-8", "utf-8-sig")
    except (LookupError, ValueError):
        return False


def _replaced(content: bytes, encoding: str) -> bytes:
    try:
        text = content.decode(encoding, "replace")
    except (LookupError, UnicodeError, ValueError):
        text = content.decode("utf-8", "replace")
    return text.encode("utf-8", "replace")
