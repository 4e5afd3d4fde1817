"""Papers that were fetched → their PDFs in the user's cache, found again by name and digest.

They are kept apart from what is made of papers: nothing throws them away but ``paperlsp clean --fetched``, because only
the network has them otherwise. A name such as ``arxiv-1810.06801v2-0a1b2c3d4e5f.pdf`` ends in the digest's beginning.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from paperlsp.fetch import Address, address_of
from paperlsp.workspace.cache import cache_folder, write_whole
from paperlsp.workspace.pdf_facts import PdfFiles

_SHOWN = 12
_VERSION = re.compile(r"v(\d+)$")


def library_folder() -> Path:
    return cache_folder() / "fetched"


def keep(address: Address, content: bytes, version: str = "", suffix: str = ".pdf") -> Path:
    """Keep a download; ``version`` is the arXiv identifier that the server named. Raises ``OSError``."""
    name = address.name
    if version and not _VERSION.search(name):
        number = _VERSION.search(version)
        name += number[0] if number is not None else ""
    path = library_folder() / f"{name}-{hashlib.sha256(content).hexdigest()[:_SHOWN]}{suffix}"
    write_whole(path, content)
    return path


def kept(address: Address, sha256: str, files: PdfFiles) -> Path | None:
    """The PDF of this digest, or without one the newest version that was fetched. What does not have the digest that its
    name and the settings say is none of ours.
    """
    stem = re.escape(address.name)
    version = "" if not address.arxiv or _VERSION.search(address.name) else r"(?:v\d+)?"
    form = re.compile(rf"{stem}{version}-[0-9a-f]{{{_SHOWN}}}\.pdf")
    if sha256:
        # Whoever knows the digest means these bytes, whatever they were fetched as.
        form = re.compile(rf".+-{sha256[:_SHOWN]}\.pdf")
    try:
        names = sorted(path.name for path in library_folder().iterdir())
    except OSError:
        return None
    for name in sorted((each for each in names if form.fullmatch(each)), key=_newest, reverse=True):
        path = library_folder() / name
        try:
            digest = files.facts(path).digest
        except OSError:
            continue
        if digest[:_SHOWN] == name[-_SHOWN - 4 : -4] and sha256 in ("", digest):
            return path
    return None


def fetched_paper(what: str, sha256: str = "") -> Path | None:
    """The same, by what ``paperlsp fetch`` takes."""
    address = address_of(what)
    return kept(address, sha256, PdfFiles()) if address is not None else None


def identity_of(path: Path) -> str:
    """What a fetched PDF is called: its name without the digest."""
    return path.name[: -_SHOWN - 5]


def _newest(name: str) -> tuple[int, str]:
    number = _VERSION.search(name[: -_SHOWN - 5])
    return int(number[1]) if number is not None else 0, name
