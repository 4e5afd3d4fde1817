"""What the settings and the repository name → PDFs in the user's cache, from the network. Only a person's command gets here."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

from paperlsp.config import Config, is_elsewhere
from paperlsp.fetch import ARXIV, Downloaded, NotFetched, address_of, download
from paperlsp.fetch.download import Progress
from paperlsp.workspace.library import fetched_paper, keep

_SHOWN = 12


def arxiv_server() -> str:
    """arXiv, or the mirror that ``PAPERLSP_ARXIV`` names."""
    return os.environ.get("PAPERLSP_ARXIV", "").rstrip("/") or ARXIV


def wanted_of(config: Config) -> list[tuple[str, str]]:
    """What the settings name that can be fetched, with its digest or "": papers, and supplements of papers."""
    found = [(each.what, each.sha256) for each in config.papers if each.what]
    found += [(name, "") for each in config.papers for name in each.supplement if is_elsewhere(name)]
    return list(dict.fromkeys(found))


def absent_of(config: Config) -> list[tuple[str, str]]:
    """Those of them that are not in the cache."""
    return [(what, digest) for what, digest in wanted_of(config) if fetched_paper(what, digest) is None]


def fetch_named(
    what: str,
    sha256: str = "",
    *,
    progress: Progress = lambda _come, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
    sleep: Callable[[float], None] = time.sleep,
) -> Path:
    """Download a paper and keep it. Raises ``NotFetched``, and ``OSError`` when it cannot be kept."""
    address = address_of(what, arxiv_server())
    if address is None:
        raise NotFetched(f"“{what}” is neither an arXiv identifier (arxiv:1810.06801) nor a web address.")
    came: Downloaded = download(address, "pdf", progress=progress, cancelled=cancelled, sleep=sleep)
    digest = hashlib.sha256(came.content).hexdigest()
    if sha256 not in ("", digest):
        raise NotFetched(f"{what} has sha256 {digest[:_SHOWN]}…, and the settings want {sha256[:_SHOWN]}….")
    return keep(address, came.content, came.version)
