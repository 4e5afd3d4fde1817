"""Our own methods → the types of their messages, for clients that show the paper itself (``docs/lsp.md``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lsprotocol import types

PAPERS = "paperlsp/papers"
OUTLINE = "paperlsp/outline"
FILES = "paperlsp/files"
CODE_OF = "paperlsp/codeOf"
EQUATION = "paperlsp/equation"
LINKS_AT = "paperlsp/linksAt"
CHANGED = "paperlsp/changed"
THEME = "paperlsp/theme"


@dataclass(frozen=True)
class Written:
    """An answer that is JSON already: a long one is made little by little, and sent without being looked through again."""

    text: str


@dataclass(frozen=True)
class FolderParams:
    """``folder`` is a folder's URI; all folders when it is left out."""

    folder: str | None = None


@dataclass(frozen=True)
class ThemeParams:
    """``kind`` is "light" or "dark"; with anything else hovers show no pictures."""

    kind: str | None = None


@dataclass(frozen=True)
class ThemeNotification:
    method: str
    params: ThemeParams = ThemeParams()
    jsonrpc: str = "2.0"


@dataclass(frozen=True)
class PartParams:
    """A part of a paper, by the ids of both. Without ``folder`` the first folder that has the paper answers."""

    paper: str
    anchor: str
    folder: str | None = None


@dataclass(frozen=True)
class FolderRequest:
    id: Any
    method: str
    params: FolderParams | None = None
    jsonrpc: str = "2.0"


@dataclass(frozen=True)
class PartRequest:
    id: Any
    method: str
    params: PartParams
    jsonrpc: str = "2.0"


@dataclass(frozen=True)
class LinksAtRequest:
    id: Any
    method: str
    params: types.TextDocumentPositionParams
    jsonrpc: str = "2.0"


MESSAGES: dict[str, type] = {
    PAPERS: FolderRequest,
    OUTLINE: FolderRequest,
    FILES: FolderRequest,
    CODE_OF: PartRequest,
    EQUATION: PartRequest,
    LINKS_AT: LinksAtRequest,
    THEME: ThemeNotification,
}
"""What a message of each method is read as; a request that does not fit gets ``-32602``."""
