"""pygls' protocol, with own open texts, and with an answer to every request whatever state the server is in.

pygls drops requests after ``shutdown`` without an answer, treats those before ``initialize`` like any other, and tells
the person in front of the screen when a message cannot be read; a client then waits for ever.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Generator
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, cast

from cattrs.errors import BaseValidationError
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol, lsp_method

from paperlsp.server import messages
from paperlsp.server.documents import Document

if TYPE_CHECKING:
    from paperlsp.server.app import PaperServer

logger = logging.getLogger(__name__)


def _table(data: object) -> dict[str, Any] | None:
    """A message as JSON; None for what is no object, and for what has an id that nothing may have."""
    if not isinstance(data, dict):
        return None
    table = cast("dict[str, Any]", data)
    return table if isinstance(table.get("id"), (int, str, type(None))) else None


def _identity(table: dict[str, Any] | None) -> object:
    """The id of a request, None for a notification; for all else something that is no id, so that it is answered."""
    return table.get("id") if table is not None and "method" in table else ...


class Unreadable:
    """Stands for a message whose parameters are not what its method takes."""

    jsonrpc = "2.0"

    def __init__(self, identity: object, method: str, reason: str) -> None:
        self.identity, self.method, self.reason = identity, method, reason


_OURS = (
    types.EXIT,
    types.TEXT_DOCUMENT_DID_OPEN,
    types.TEXT_DOCUMENT_DID_CHANGE,
    types.TEXT_DOCUMENT_DID_CLOSE,
    types.NOTEBOOK_DOCUMENT_DID_OPEN,
    types.NOTEBOOK_DOCUMENT_DID_CHANGE,
    types.NOTEBOOK_DOCUMENT_DID_CLOSE,
)
"""What pygls would handle in its own way: its ``exit`` raises ``SystemExit``, which it swallows later, code and all."""


class PaperProtocol(LanguageServerProtocol):
    """``orderly`` is whether the client has said ``shutdown``."""

    _greeted = False

    def __init__(self, *arguments: Any, **more: Any) -> None:  # noqa: ANN401 (pygls' own)
        super().__init__(*arguments, **more)
        self._asked: dict[int | str, Document] = {}
        """The text that the place in each waiting request is a place of."""

    @property
    def orderly(self) -> bool:
        return self._shutdown

    def _register_builtin_features(self) -> None:
        super()._register_builtin_features()
        for method in _OURS:
            self.fm.builtin_features.pop(method)  # pyright: ignore[reportUnknownMemberType]  # pygls gives no types here

    @property
    def _paper_server(self) -> PaperServer:
        return cast("PaperServer", self._server)

    def receive(self, body: bytes) -> None:
        """Handles one message, and never raises: whatever comes of it, the next one is read."""
        try:
            table = _table(json.loads(body))
        except (ValueError, RecursionError):
            self.complain(types.ErrorCodes.ParseError, "The message cannot be read.")
            return
        try:
            message = self.structure_message(table) if table is not None else None
            if message is None or getattr(message, "jsonrpc", None) != self.VERSION:
                self._refuse(_identity(table), types.ErrorCodes.InvalidRequest, "This is no message of JSON-RPC 2.0.")
            else:
                self.handle_message(message)
        except Exception:
            # A fault of ours, or an answer to nothing. Handlers' own faults are answered further in.
            logger.exception("A message could not be handled")
            self._refuse(_identity(table), types.ErrorCodes.InvalidRequest, "The message cannot be handled.")

    def structure_message(self, data: dict[str, Any]) -> Any:  # noqa: ANN401 (messages have no common type)
        own = messages.MESSAGES.get(str(data.get("method")))
        if own is not None:
            try:
                return cast("object", self._converter.structure(data, own))
            except BaseValidationError as error:
                return Unreadable(data.get("id"), str(data["method"]), str(error))
        if "jsonrpc" in data and "method" in data and self.get_message_type(str(data["method"])) is None:
            # pygls cannot read a message of an unknown method that has no parameters, which is a lawful one.
            data.setdefault("params", None)
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "method" not in data:
                logger.warning("A message that is neither a request nor an answer")
                return None
            return Unreadable(data.get("id"), str(data["method"]), str(error))

    def handle_message(self, message: Any) -> None:  # noqa: ANN401 (see above)
        method = getattr(message, "method", None)
        identity = getattr(message, "id", None)
        if isinstance(message, Unreadable):
            logger.warning("The parameters of %s cannot be read", message.method)
            self._refuse(message.identity, types.ErrorCodes.InvalidParams, f"Invalid parameters for {message.method}.")
        elif method is None or method == types.EXIT:
            # Answers of the client, and its farewell, which is welcome at any time.
            super().handle_message(message)
        elif not self._greeted and method != types.INITIALIZE:
            self._refuse(identity, types.ErrorCodes.ServerNotInitialized, "The server is not initialized yet.")
        elif self._shutdown:
            self._refuse(identity, types.ErrorCodes.InvalidRequest, "The server is shutting down.")
        elif self._greeted and method == types.INITIALIZE:
            self._refuse(identity, types.ErrorCodes.InvalidRequest, "The server is initialized already.")
        else:
            self._greeted = True
            super().handle_message(message)

    def _handle_request(self, msg_id: int | str, method_name: str, params: Any) -> None:  # noqa: ANN401 (see above)
        document = self._text_of(params)
        if document is not None:
            self._asked[msg_id] = document
        super()._handle_request(msg_id, method_name, params)
        if msg_id not in self._request_futures:
            # It is answered already.
            self._asked.pop(msg_id, None)

    def _send_handler_result(self, future: Future[Any], *, msg_id: int | str) -> None:
        """Drops an answer about a place in a text that has changed since: the place is another one by now."""
        document = self._asked.pop(msg_id, None)
        stale = document is not None and self._paper_server.session.documents.get(document.uri) is not document
        if not stale or future.cancelled() or future.exception() is not None:
            super()._send_handler_result(future, msg_id=msg_id)
            return
        self._request_futures.pop(msg_id, None)
        self._refuse(msg_id, types.LSPErrorCodes.ContentModified, "The text has changed since.")

    def _send_response(
        self, msg_id: int | str, result: object = None, error: types.ResponseError | None = None
    ) -> None:
        if error is None and isinstance(result, messages.Written):
            self._result_types.pop(msg_id, None)
            self._send_written(f'{{"id": {json.dumps(msg_id)}, "jsonrpc": "2.0", "result": {result.text}}}')
        else:
            super()._send_response(msg_id, result, error)

    def _send_written(self, message: str) -> None:
        """What pygls does with a message once it is JSON."""
        if self.writer is not None:
            logger.debug("Sending data: %s", message)
            body = message.encode(self.CHARSET)
            self.writer.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)

    def _text_of(self, params: object) -> Document | None:
        """The open text in which a request names a place; one that names none is answered for the text as it is then."""
        text = getattr(params, "text_document", None)
        if text is None or not (hasattr(params, "position") or hasattr(params, "range")):
            return None
        return self._paper_server.session.documents.get(text.uri)

    def _refuse(self, identity: object, code: types.ErrorCodes | types.LSPErrorCodes, message: str) -> None:
        """Answers a request with an error; a notification has nobody who waits for one, and what has an id that is none
        gets an answer without one.
        """
        if isinstance(identity, (int, str)):
            self._send_response(identity, error=types.ResponseError(int(code), message))
        elif identity is not None:
            self.complain(types.ErrorCodes.InvalidRequest, message)

    def complain(self, code: types.ErrorCodes | types.LSPErrorCodes, message: str) -> None:
        """An error that answers no request in particular."""
        self._send_data(types.ResponseErrorMessage(id=None, error=types.ResponseError(int(code), message)))

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(
        self, params: types.InitializeParams
    ) -> Generator[tuple[Callable[..., Any], tuple[Any, ...], None], Any, types.InitializeResult]:
        result = yield from super().lsp_initialize(params)
        # Clients need to know which Markdown files are ours: those lie outside of every workspace folder.
        result.capabilities.experimental = {"paperlsp": {"readingCopies": self._paper_server.copies_uri}}
        return result
