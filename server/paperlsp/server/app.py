"""The server: one session, its handlers, and what it tells the client by itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from threading import Event

from lsprotocol import types
from pygls.exceptions import JsonRpcException, PyglsError
from pygls.lsp.server import LanguageServer

from paperlsp import __version__
from paperlsp.check.spoken import spoken_problem
from paperlsp.model.problem import Problem
from paperlsp.server import (
    fetching,
    hierarchy,
    jumps,
    lifecycle,
    marking,
    messages,
    pull,
    reading,
    saying,
    syncing,
    view,
    writing,
)
from paperlsp.server.displays import Displays
from paperlsp.server.folder import Folder
from paperlsp.server.loaded import Load, Loaded
from paperlsp.server.parent import wait_until_gone
from paperlsp.server.progress import ProgressBar
from paperlsp.server.protocol import PaperProtocol
from paperlsp.server.publish import Publisher
from paperlsp.server.session import Session
from paperlsp.server.settings import Settings
from paperlsp.server.uri import to_uri

logger = logging.getLogger(__name__)


class PaperServer(LanguageServer):
    """``load`` indexes a folder; ``copies_uri`` is the folder in which reading copies lie."""

    protocol: PaperProtocol  # pyright: ignore[reportIncompatibleVariableOverride]  # set once, by pygls' constructor

    def __init__(self, load: Load, copies_uri: str) -> None:
        self.copies_uri = copies_uri
        self.stop_event = Event()
        self.exit_code = 1
        self.client_known = asyncio.Event()
        """Set once the client's process can be watched."""
        self._tasks: set[asyncio.Task[None]] = set()
        self.folder_uris: list[str] = []
        self.session = Session(load, self)
        self.displays = Displays()
        self.publisher = Publisher(self.session)
        # pygls leaves the types of the parameters that it hands on open.
        super().__init__("paperlsp", __version__, notebook_document_sync=syncing.SYNC, protocol_cls=PaperProtocol)  # pyright: ignore[reportUnknownMemberType]
        for module in (lifecycle, reading, jumps, pull, view, saying, marking, writing, hierarchy, syncing):
            for method, handler, options in module.HANDLERS:
                self.feature(method, options)(handler)
        self.command(view.SHOW)(view.show_command(self))
        self.command(view.PAGE)(view.page_command(self))
        self.command(fetching.FETCH)(fetching.fetch_command(self))
        self.command(fetching.LOOK_AGAIN)(fetching.look_again_command(self))
        for name, handler in saying.COMMANDS:
            self.command(name)(handler)

    def stop(self, code: int) -> None:
        """Ends the loop over messages once the present one is handled; ``code`` is the exit code of the process."""
        self.exit_code = code
        self.stop_event.set()

    async def client_gone(self) -> None:
        """Returns once the client's process has died without a word."""
        await self.client_known.wait()
        if self.process_id is not None:
            await wait_until_gone(self.process_id)
        logger.warning("The client's process is gone")

    def report_server_error(self, error: Exception, source: type[PyglsError | JsonRpcException]) -> None:
        """By itself pygls puts every fault on the person's screen, where nobody can do anything about it."""
        logger.error("%s: %s", source.__name__, error)

    def spawn(self, work: Coroutine[None, None, None]) -> None:
        """Lets something run beside the messages; the loop itself would forget it half-way."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # What folders tell

    def reporter(self) -> ProgressBar:
        return ProgressBar(self, self.session.language, shown=self.session.support.progress)

    def indexed(self, folder: Folder, before: Loaded | None) -> None:
        """Tells of new problems, and shows diagnostics the way that the client understands."""
        loaded = folder.loaded
        if loaded is None:
            return
        known = frozenset(before.snapshot.problems) if before is not None else frozenset[Problem]()
        for problem in loaded.snapshot.problems:
            if problem not in known:
                self.tell(problem)
        support = self.session.support
        if not support.pull:
            for params in self.publisher.pushed(folder, before):
                self.text_document_publish_diagnostics(params)
        elif support.refresh and (before is None or before.diagnostics != loaded.diagnostics):
            self.workspace_diagnostic_refresh(None)
        self.displays.keep(each.loaded.snapshot for each in self.session.folders if each.loaded is not None)
        self.spawn(self.displays.prepare(folder.root, loaded.snapshot))
        if before is not None and before.snapshot.graph is loaded.snapshot.graph:
            return
        self.refresh()
        if support.view:
            self.protocol.notify(messages.CHANGED, {"folder": to_uri(folder.root)})

    def moved(self, folder: Folder, file: str) -> None:
        """A notebook was opened or closed: what is said of it stands at other URIs from now on."""
        if folder.loaded is None:
            return
        if self.session.support.pull:
            if self.session.support.refresh:
                self.workspace_diagnostic_refresh(None)
        elif self.session.documents.notebook_at(folder.root / file) is None:
            self.publisher.owes(folder.root / file)
        else:
            for params in self.publisher.pushed_of(folder, folder.loaded, file):
                self.text_document_publish_diagnostics(params)
        if self.session.support.view:
            self.protocol.notify(messages.CHANGED, {"folder": to_uri(folder.root)})

    def gone(self, uris: Sequence[str]) -> None:
        """Cells are no more, and with them what was said of them."""
        if not self.session.support.pull:
            for uri in uris:
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def refresh(self, *before: Settings) -> None:
        """Has the client ask again for what it shows between the lines, where it can and the person has that on.

        ``before`` are settings that held until now: what they had on must still be taken away.
        """
        support = self.session.support
        settings = (*(self.session.settings_of(folder) for folder in self.session.folders), *before)
        if support.lenses and any(each.lenses for each in settings):
            self.workspace_code_lens_refresh(None)
        if support.inlay_hints and any(each.inlay_hints for each in settings):
            self.workspace_inlay_hint_refresh(None)
        if support.tokens and any(each.semantic_tokens for each in settings):
            self.workspace_semantic_tokens_refresh(None)

    def tell(self, problem: Problem) -> None:
        """All problems are logged; on the screen stand only errors, which a person must act on."""
        kind = types.MessageType.Error if problem.severity == "error" else types.MessageType.Warning
        text = spoken_problem(problem, self.session.language, file=problem.file)
        self.window_log_message(types.LogMessageParams(kind, text))
        if problem.severity == "error":
            self.window_show_message(types.ShowMessageParams(kind, f"paperlsp: {text}"))
