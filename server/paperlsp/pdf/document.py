"""PDF bytes → ``RawDocument``: opens the file, refuses what cannot be read with a reason, and reads page by page."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import replace
from typing import Any

import pymupdf

from paperlsp.model.packed import GlyphKinds, PackedBoxes, PackedGlyphs
from paperlsp.model.page import Destination, OutlineEntry, RawDocument, RawPage
from paperlsp.model.problem import Problem
from paperlsp.pdf.page import FontBook, read_page
from paperlsp.pdf.shapes import ProgramBook
from paperlsp.uncollected import uncollected

MAX_PAGES = 1_000
"""A paper with its supplements has a few hundred pages at most; what lies beyond is not read."""

MAX_GLYPHS = 4_000_000
"""A limit on memory and time. A page that takes the sum above it is the last one read."""

IN_FLIGHT = 100_000
"""Glyphs, about 40 MB: a document of more, some thirty pages, is held packed, and only the page at hand is not."""

MAX_DESTINATIONS = 10_000
"""A book has some thousands; what lies beyond says nothing more of a paper."""

END_WINDOW = 2048
"""Readers accept as much after the ``%%EOF`` mark, and so do we."""

HEADER_WINDOW = 1024
"""Readers accept a PDF whose ``%PDF-`` mark stands anywhere in its first 1,024 bytes."""


def read_document(content: bytes) -> RawDocument:
    """Read every page of a PDF. Never raises: what cannot be read is a problem, and the rest is there."""
    digest = hashlib.sha256(content).hexdigest()
    if refusal := _refusal(content):
        return RawDocument(digest, 0, (), problems=(refusal,))
    _keep_quiet()
    try:
        document = pymupdf.open(stream=content, filetype="pdf")
    except Exception as error:  # noqa: BLE001 -- MuPDF raises many kinds for a broken file, and all mean the same.
        return RawDocument(digest, 0, (), problems=(_broken(str(error)),))
    with document:
        try:
            return _read_open(document, digest, _is_cut_off(document, content))
        except Exception as error:  # noqa: BLE001 -- As above: a damaged page tree fails as late as its first use.
            return RawDocument(digest, 0, (), problems=(_broken(str(error)),))


def _read_open(document: pymupdf.Document, digest: str, cut_off: bool) -> RawDocument:  # noqa: FBT001 -- One caller, above.
    # An empty user password opens many files that are only locked against editing.
    if document.needs_pass and not document.authenticate(""):
        problem = Problem(
            "pdf-encrypted",
            "The PDF is encrypted and needs a password.",
            "Save a copy without a password and use that.",
            severity="error",
        )
        return RawDocument(digest, 0, (), problems=(problem,))
    count = document.page_count
    if count == 0:
        problem = Problem("pdf-empty", "The PDF has no pages.", "Use another copy of the paper.", severity="error")
        return RawDocument(digest, 0, (), problems=(problem,))
    problems: list[Problem] = []
    if cut_off:
        message = f"The PDF breaks off before its end; {count} pages of it could be found."
        problems.append(Problem("pdf-cut-off", message, "Download the paper again."))
    with uncollected():
        pages = _read_pages(document, count, problems)
    metadata = document.metadata or {}
    if not any(page.glyphs for page in pages) and not problems:
        problems.append(
            Problem(
                "pdf-scanned",
                "The PDF holds pictures of pages and no text.",
                "Use a born-digital copy, or run text recognition (OCR) over it first.",
                severity="error",
            )
        )
    return RawDocument(
        digest,
        count,
        tuple(pages),
        _read_outline(document),
        str(metadata.get("title") or ""),
        str(metadata.get("author") or ""),
        tuple(problems),
        _read_destinations(document),
    )


def _read_pages(document: pymupdf.Document, count: int, problems: list[Problem]) -> list[RawPage]:
    pages: list[RawPage] = []
    fonts, programs, kinds = FontBook(), ProgramBook(), GlyphKinds()
    total = 0
    for number in range(1, min(count, MAX_PAGES) + 1):
        try:
            _drop_remarks(document, number)
            page = read_page(document[number - 1], number, fonts, programs)
        except Exception as error:  # noqa: BLE001 -- One damaged page must not take the others with it.
            message = f"The page cannot be read ({_one_line(str(error))})."
            problems.append(
                Problem("pdf-page-broken", message, "Use another copy of the paper.", place=f"page {number}")
            )
            page = RawPage(number, 612.0, 792.0, (), (), ())
        before, total = total, total + len(page.glyphs)
        if total > IN_FLIGHT:
            if before <= IN_FLIGHT:
                pages[:] = [_packed(each, kinds) for each in pages]
            page = _packed(page, kinds)
        pages.append(page)
        if total > MAX_GLYPHS:
            break
    if len(pages) < count:
        message = f"The PDF has {count} pages; only the first {len(pages)} are read."
        problems.append(Problem("pdf-too-long", message, "Split off the paper and use that part."))
    return pages


def _packed(page: RawPage, kinds: GlyphKinds) -> RawPage:
    return replace(page, glyphs=PackedGlyphs(kinds, page.glyphs), pictures=PackedBoxes(page.pictures))


def _drop_remarks(document: pymupdf.Document, number: int) -> None:
    """Take readers' highlights and notes off a page before it is loaded, in memory: they are no part of the paper."""
    # A damaged file may not say where its pages are and still show them.
    with contextlib.suppress(Exception):
        xref = document.page_xref(number - 1)
        if document.xref_get_key(xref, "Annots")[0] not in ("null", ""):
            document.xref_set_key(xref, "Annots", "null")


def _read_outline(document: pymupdf.Document) -> tuple[OutlineEntry, ...]:
    try:
        entries = document.get_toc(simple=False)
    except Exception:  # noqa: BLE001 -- A broken outline is as good as none: the pages say the same.
        return ()
    found: list[OutlineEntry] = []
    for level, title, page, *rest in entries:
        target = rest[0].get("to") if rest and isinstance(rest[0], dict) else None
        y = float(target.y) if target is not None else None
        if page >= 1:
            found.append(OutlineEntry(int(level), _one_line(str(title)), int(page), y))
    return tuple(found)


def _read_destinations(document: pymupdf.Document) -> tuple[Destination, ...]:
    """The named destinations that lead to a page, by page and name; a citation's are no part of the paper."""
    reader: Any = document
    try:
        names: dict[str, dict[str, Any]] = reader.resolve_names()
    except Exception:  # noqa: BLE001 -- As for a broken outline.
        return ()
    found = [
        Destination(_one_line(str(name)), int(target["page"]) + 1)
        for name, target in names.items()
        if isinstance(target.get("page"), int) and target["page"] >= 0 and not str(name).startswith("cite.")
    ]
    return tuple(sorted(found, key=lambda each: (each.page, each.name))[:MAX_DESTINATIONS])


def _refusal(content: bytes) -> Problem | None:
    """Why bytes are no PDF at all, told apart here because MuPDF would open HTML, images and e-books as well."""
    if not content:
        return Problem("pdf-empty-file", "The file is empty.", "Download the paper again.", severity="error")
    if b"%PDF-" not in content[:HEADER_WINDOW]:
        message = "The file is not a PDF: it does not begin with “%PDF-”."
        if content.lstrip()[:1] == b"<":
            message = "The file is not a PDF: it does not begin with “%PDF-”. It looks like a web page."
        return Problem("pdf-not-a-pdf", message, "Download the paper's PDF again.", severity="error")
    return None


def _is_cut_off(document: pymupdf.Document, content: bytes) -> bool:
    """Whether a file without its end had to be put together again. A file may have an end and be repaired all the same:
    many programs write wrong offsets, and nothing is missing then.
    """
    return bool(document.is_repaired) and b"%%EOF" not in content[-END_WINDOW:]


def _broken(detail: str) -> Problem:
    message = f"The PDF is damaged and cannot be read ({_one_line(detail)})."
    return Problem("pdf-broken", message, "Download the paper again, or use another copy.", severity="error")


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]


def _keep_quiet() -> None:
    """MuPDF reports repairs on standard output by default, which belongs to the protocol."""
    pymupdf.TOOLS.mupdf_display_errors(False)  # noqa: FBT003 -- PyMuPDF's own signature.
    pymupdf.TOOLS.mupdf_display_warnings(False)  # noqa: FBT003 -- As above.
    # Subsets of one font number their glyphs differently, so that their prefixes have to be seen.
    pymupdf.TOOLS.set_subset_fontnames(True)
