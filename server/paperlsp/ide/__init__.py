"""A snapshot and a place → what an editor shows there, as plain records that know nothing of LSP.

Files are named by their path in the snapshot, places by UTF-8 byte offsets. Nothing here reads a file or raises for
what a file holds: a place about which there is nothing to say gives None or an empty tuple.
"""

from paperlsp.ide.actions import Action, actions
from paperlsp.ide.annotate import SourceEdit, annotate
from paperlsp.ide.card import Hover
from paperlsp.ide.complete import Completion, completions, prepare_completions, preview
from paperlsp.ide.coverage import FileRows, Part, file_rows, parts
from paperlsp.ide.diagnostics import Diagnostic, diagnostics_by_file
from paperlsp.ide.equation import Equation, equation
from paperlsp.ide.escape import plain
from paperlsp.ide.follow import Following, links_at
from paperlsp.ide.hierarchy import Call, CopySpan, Definition, Node, incoming, outgoing
from paperlsp.ide.highlight import highlights
from paperlsp.ide.hover import hover, hover_copy
from paperlsp.ide.inlay import InlayHint, inlay_hints
from paperlsp.ide.label import short_label
from paperlsp.ide.lens import Lens, lenses
from paperlsp.ide.navigate import (
    declaration,
    definition,
    definition_in_copy,
    document_links,
    implementation,
    references,
    same_part,
)
from paperlsp.ide.outline import OutlineItem, WorkspaceSymbol, outline, outline_name, workspace_symbols
from paperlsp.ide.part import code_of_part
from paperlsp.ide.places import CodePlace, Jump, MentionLink, PaperPlace
from paperlsp.ide.render import PageOf, PictureOf, hover_markdown, hover_plain, no_pages, no_pictures
from paperlsp.ide.tokens import MODIFIERS, TOKEN_TYPES, Token, tokens
from paperlsp.ide.word import VERBS, Refusal, Saying, Verb, hear

__all__ = [
    "MODIFIERS",
    "TOKEN_TYPES",
    "VERBS",
    "Action",
    "Call",
    "CodePlace",
    "Completion",
    "CopySpan",
    "Definition",
    "Diagnostic",
    "Equation",
    "FileRows",
    "Following",
    "Hover",
    "InlayHint",
    "Jump",
    "Lens",
    "MentionLink",
    "Node",
    "OutlineItem",
    "PageOf",
    "PaperPlace",
    "Part",
    "PictureOf",
    "Refusal",
    "Saying",
    "SourceEdit",
    "Token",
    "Verb",
    "WorkspaceSymbol",
    "actions",
    "annotate",
    "code_of_part",
    "completions",
    "declaration",
    "definition",
    "definition_in_copy",
    "diagnostics_by_file",
    "document_links",
    "equation",
    "file_rows",
    "hear",
    "highlights",
    "hover",
    "hover_copy",
    "hover_markdown",
    "hover_plain",
    "implementation",
    "incoming",
    "inlay_hints",
    "lenses",
    "links_at",
    "no_pages",
    "no_pictures",
    "outgoing",
    "outline",
    "outline_name",
    "parts",
    "plain",
    "prepare_completions",
    "preview",
    "references",
    "same_part",
    "short_label",
    "tokens",
    "workspace_symbols",
]
