"""``arxiv:1810.06801v2``, an arXiv address, any other address → where the PDF is to be had, and under which name it is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit, urlunsplit

from paperlsp.mention import find_arxiv

ARXIV = "https://arxiv.org"
_BARE = re.compile(r"(?:arxiv:\s*)?(?P<identifier>[\w.-]+(?:/\d{7})?(?:v\d+)?)", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Address:
    """``url`` gives the PDF. ``arxiv`` is the identifier, "" for a paper from elsewhere. ``name`` can stand in a file's name."""

    url: str
    name: str
    arxiv: str = ""


def address_of(words: str, arxiv: str = ARXIV) -> Address | None:
    """What the words name; None for what is neither an arXiv identifier nor a web address. ``arxiv`` is its server."""
    words = words.strip()
    identifier = arxiv_in(words)
    if identifier:
        return Address(f"{arxiv}/pdf/{identifier}", f"arxiv-{_UNSAFE.sub('_', identifier)}", identifier)
    try:
        parts = urlsplit(words)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    if host == "openreview.net" and parts.path == "/forum":
        # The forum's page is about the paper; the paper itself has the same identifier.
        parts = parts._replace(path="/pdf")
    last = parts.path.rstrip("/").rpartition("/")[2].removesuffix(".pdf")
    if parts.query:
        last = next((value[0] for key, value in sorted(parse_qs(parts.query).items()) if key == "id"), last)
    name = _UNSAFE.sub("_", f"{host}-{last}" if last else host).strip("._")
    return Address(urlunsplit(parts._replace(fragment="")), name[:_LONGEST_NAME])


def source_address(address: Address, arxiv: str = ARXIV) -> Address | None:
    """Where the TeX source of the same paper is to be had; None for a paper that is not from arXiv."""
    if not address.arxiv:
        return None
    return Address(f"{arxiv}/e-print/{address.arxiv}", address.name, address.arxiv)


def arxiv_in(words: str) -> str:
    """The arXiv identifier that the words are or give the address of, "" for none: ``1810.06801`` alone counts too."""
    bare = _BARE.fullmatch(words.strip())
    text = f"arXiv:{bare['identifier']}" if bare is not None else words
    for found in find_arxiv(text):
        # Words around an identifier would be a sentence about it, and no name.
        if found.start == 0 and found.end >= len(text.rstrip("/")):
            return found.identifier
    return ""
