"""What the client can do and what its settings say."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from paperlsp.server.settings import Settings, parse_settings
from paperlsp.server.support import ClientSupport, client_support
from paperlsp.server.version import mismatch
from paperlsp.wording import retell


def test_a_silent_client_can_do_nothing():
    assert client_support(types.ClientCapabilities()) == ClientSupport()


def test_a_modern_client():
    capabilities = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(
            hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
            diagnostic=types.DiagnosticClientCapabilities(related_information=True),
            definition=types.DefinitionClientCapabilities(link_support=True),
            declaration=types.DeclarationClientCapabilities(link_support=False),
            document_symbol=types.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=True),
        ),
        workspace=types.WorkspaceClientCapabilities(
            configuration=True,
            did_change_configuration=types.DidChangeConfigurationClientCapabilities(dynamic_registration=True),
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
            diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True),
        ),
        window=types.WindowClientCapabilities(work_done_progress=True),
    )
    assert client_support(capabilities) == ClientSupport(
        markdown=True, pull=True, refresh=True, related=True, progress=True,
        links=frozenset({"definition"}), tree=True, watch=True, configuration=True, configuration_news=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "settings", "complaints"),
    [
        (None, Settings(), 0),
        ({}, Settings(), 0),
        ([1], Settings(), 0),
        ({"paperlsp": {"papers": ["a.pdf", "/b.pdf"], "hints": False}}, Settings(("a.pdf", "/b.pdf"), hints=False), 0),
        ({"papers": ["a.pdf"], "python": "/usr/bin/python"}, Settings(("a.pdf",)), 0),
        ({"papers": "a.pdf"}, Settings(), 1),
        ({"papers": [1], "hints": "no"}, Settings(), 2),
        ({"papers": ["a\0b"]}, Settings(), 1),
        ({"paperlsp": 3}, Settings(), 1),
    ],
)
def test_settings(value, settings, complaints):
    found, said = parse_settings(value)
    assert found == settings
    assert len(said) == complaints


def test_papers_are_relative_to_the_folder():
    assert Settings(("a.pdf", "/b.pdf")).paper_paths(Path("/w")) == (Path("/w/a.pdf"), Path("/b.pdf"))
    # There is no such user, so there is no such file; it is told like any other that is not there.
    assert Settings(("~nobody-by-this-name/a.pdf",)).paper_paths(Path("/w")) == (Path("/w/~nobody-by-this-name/a.pdf"),)


@pytest.mark.parametrize(
    ("client", "server", "said"),
    [
        ("0.3.1", "0.3.0", ""),
        ("0.3.1", "0.2.9", "Update the server"),
        ("0.3.1", "0.4.0", "Update the extension"),
        ("0.3.1", "1.0.0", "Update the extension"),
        ("1.2.0", "1.9.4", ""),
        ("1.2.0", "1.1.0", "Update the server"),
        ("1.2.0", "2.0.0", "Update the extension"),
        ("", "1.0.0", ""),
        ("a checkout", "1.0.0", ""),
    ],
)
def test_versions_that_do_not_go_together_come_with_a_remedy(client: str, server: str, said: str) -> None:
    told = mismatch(client, server)
    assert said in told
    assert bool(told) == bool(said)
    assert (retell("fr", told) != told) == bool(said)


@pytest.mark.parametrize(("version", "kept"), [("0.1.0", "0.1.0"), (3, ""), (None, "")])
def test_a_client_may_tell_its_version(version: object, kept: str) -> None:
    capabilities = types.ClientCapabilities(experimental={"paperlsp": {"version": version}})
    assert client_support(capabilities).version == kept
