"""What the client says it can do → the few answers that this server asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from lsprotocol import types

from paperlsp.wording import ENGLISH, Language, language_of


@dataclass(frozen=True, slots=True)
class ClientSupport:
    """Each field is whether the client can do that; all False for a client that says nothing."""

    language: Language = ENGLISH
    """What is spoken to the person there."""
    markdown: bool = False
    """Shows hovers in Markdown."""
    pull: bool = False
    """Asks for diagnostics; a client that does not gets them pushed."""
    refresh: bool = False
    """Asks again for diagnostics when told so."""
    related: bool = False
    described: bool = False
    """Makes a link of a diagnostic's code."""
    progress: bool = False
    links: frozenset[str] = frozenset()
    """The jumps ("declaration", …) whose answers may say which text was under the caret."""
    tooltips: bool = False
    """Shows what a document link leads to."""
    tree: bool = False
    """Shows document symbols as a tree."""
    view: bool = False
    """Shows papers itself: takes our own notifications, and has the command that opens a part."""
    pictures: Literal["light", "dark"] | None = None
    """Shows pictures in hovers, in front of a light or a dark ground."""
    version: str = ""
    """Of a client that goes with this server and tells its own."""
    lenses: bool = False
    """Asks again for code lenses when told so."""
    inlay_hints: bool = False
    """Asks again for inlay hints when told so."""
    tokens: bool = False
    """Asks again for semantic tokens when told so."""
    documents: bool = False
    """Shows a document that the server names, by a program of its own where that is asked for."""
    documentation: bool = False
    """Shows the documentation of completions in Markdown."""
    watch: bool = False
    """Watches files on the server's behalf."""
    configuration: bool = False
    """Answers questions about its settings."""
    edits: bool = False
    """Applies edits that the server sends."""
    versioned: bool = False
    """Takes edits of a text's version, and refuses those of another."""
    actions: bool = False
    """Takes code actions as such; older clients take bare commands only."""
    configuration_news: bool = False
    """Can be asked to say when its settings change."""


def client_support(capabilities: types.ClientCapabilities, locale: str | None = None) -> ClientSupport:
    """Read once, when the client introduces itself."""
    text = capabilities.text_document or types.TextDocumentClientCapabilities()
    workspace = capabilities.workspace or types.WorkspaceClientCapabilities()
    window = capabilities.window or types.WindowClientCapabilities()
    formats = (text.hover.content_format if text.hover is not None else None) or ()
    jumps = {
        "declaration": text.declaration,
        "definition": text.definition,
        "implementation": text.implementation,
    }
    symbols = text.document_symbol
    experimental = capabilities.experimental
    ours = _table(_table(experimental).get("paperlsp"))
    published = text.publish_diagnostics
    watched = workspace.did_change_watched_files
    news = workspace.did_change_configuration
    edit = workspace.workspace_edit
    action = text.code_action
    completion = text.completion.completion_item if text.completion is not None else None
    return ClientSupport(
        language=language_of(locale),
        markdown=types.MarkupKind.Markdown in formats,
        pull=text.diagnostic is not None,
        refresh=workspace.diagnostics is not None and bool(workspace.diagnostics.refresh_support),
        related=bool(
            (text.diagnostic is not None and text.diagnostic.related_information)
            or (published is not None and published.related_information)
        ),
        described=bool(
            (text.diagnostic is not None and text.diagnostic.code_description_support)
            or (published is not None and published.code_description_support)
        ),
        progress=bool(window.work_done_progress),
        links=frozenset(name for name, jump in jumps.items() if jump is not None and jump.link_support),
        tooltips=text.document_link is not None and bool(text.document_link.tooltip_support),
        tree=symbols is not None and bool(symbols.hierarchical_document_symbol_support),
        view=ours.get("view") is True,
        pictures=theme_of(ours.get("pictures")),
        version=version if isinstance(version := ours.get("version"), str) else "",
        lenses=workspace.code_lens is not None and bool(workspace.code_lens.refresh_support),
        inlay_hints=workspace.inlay_hint is not None and bool(workspace.inlay_hint.refresh_support),
        tokens=workspace.semantic_tokens is not None and bool(workspace.semantic_tokens.refresh_support),
        documents=window.show_document is not None and window.show_document.support,
        documentation=completion is not None and types.MarkupKind.Markdown in (completion.documentation_format or ()),
        watch=watched is not None and bool(watched.dynamic_registration),
        edits=bool(workspace.apply_edit),
        versioned=edit is not None and bool(edit.document_changes),
        actions=action is not None and action.code_action_literal_support is not None,
        configuration=bool(workspace.configuration),
        configuration_news=news is not None and bool(news.dynamic_registration),
    )


def theme_of(value: object) -> Literal["light", "dark"] | None:
    match value:
        case "light":
            return "light"
        case "dark":
            return "dark"
        case _:
            return None


def _table(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}
