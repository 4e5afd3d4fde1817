"""Diagnostics that the client asks about → code actions that mend them, as edits of the text that it has now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from paperlsp.server.folder import Folder
from paperlsp.server.loaded import Loaded
from paperlsp.wording import retell
from paperlsp.workspace import is_notebook

if TYPE_CHECKING:
    from paperlsp.server.app import PaperServer


def fix_actions(
    ls: PaperServer, folder: Folder, loaded: Loaded, file: str, asked_in: str, context: types.CodeActionContext
) -> list[types.CodeAction]:
    """One for each of the context's diagnostics in the text ``asked_in`` that can be mended; a safe one is the client's
    first choice.
    """
    kind = types.CodeActionKind.QuickFix
    asked = context.only is None or any(
        not each or kind == each or kind.startswith(f"{each}.") for each in context.only
    )
    if not asked or not ls.session.support.actions:
        return []
    converter = ls.session.converter
    found: list[types.CodeAction] = []
    for own in loaded.diagnostics.get(file, ()):
        finding = own.finding
        if finding.fix is None:
            continue
        place = converter.location(folder, loaded, file, finding.span)
        if is_notebook(file) and place.uri != asked_in:
            # Ranges are alike in many cells.
            continue
        answered = [
            each
            for each in context.diagnostics
            if each.source == "paperlsp" and each.code == finding.code and each.range == place.range
        ]
        if not answered:
            continue
        changes: dict[str, list[types.TextEdit]] = {}
        for edit in finding.fix.edits:
            at = converter.location(folder, loaded, edit.file, edit.span)
            changes.setdefault(at.uri, []).append(types.TextEdit(at.range, edit.text))
        found.append(
            types.CodeAction(
                retell(ls.session.language, finding.fix.title),
                kind=kind,
                diagnostics=answered,
                is_preferred=finding.fix.safe or None,
                edit=types.WorkspaceEdit(changes=dict(sorted(changes.items()))),
            )
        )
    return found
