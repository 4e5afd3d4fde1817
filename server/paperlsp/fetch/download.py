"""An address → the bytes of the PDF (or of the source's archive) behind it, or words for why there are none.

A server is given time and a few tries, but neither for ever, and what it sends must be what was asked for. Nothing here
runs by itself: only a person's command or click gets this far.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Literal
from urllib.parse import urlsplit

from paperlsp import __version__
from paperlsp.fetch.address import Address

Wanted = Literal["pdf", "source"]

LARGEST = 200 * 1024**2
"""In bytes."""
TRIES = 3
SILENCE = 20.0
"""Seconds without a byte after which a try is over."""
LONGEST = 300.0
"""Seconds that one download may take in all. It only ever ends in a failure, never in half a paper."""
LONGEST_PAUSE = 30.0
_BLOCK = 1 << 16
_BEGINNING = 1024
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_FILE_NAME = re.compile(r"filename=\"?(?:arxiv-)?([\w.-]+?v\d+)(?:\.pdf)?\"?\s*(?:;|$)", re.IGNORECASE)

Progress = Callable[[int, int | None], None]
"""Called with the bytes that have come, and those that will have come, where the server says so."""


class NotFetched(Exception):  # noqa: N818 -- It is no fault, but an answer.
    """``str`` of it is a sentence for the person who asked."""


@dataclass(frozen=True, slots=True)
class Downloaded:
    """``version`` is the arXiv identifier with the version that came, where the server names it, else ""."""

    content: bytes
    version: str = ""


class _SameProtocols(urllib.request.HTTPRedirectHandler):
    """A server may send us on, but not to another protocol, nor from a safe one to an unsafe one."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        before, after = urlsplit(req.full_url).scheme, urlsplit(newurl).scheme
        if after not in ("http", "https") or (before == "https" and after == "http"):
            fp.close()
            raise NotFetched(f"{_host(req.full_url)} sends us on to an address that is not safe.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def download(
    address: Address,
    wanted: Wanted = "pdf",
    *,
    progress: Progress = lambda _come, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
    sleep: Callable[[float], None] = time.sleep,
    silence: float = SILENCE,
    largest: int = LARGEST,
) -> Downloaded:
    """The bytes, once they are all there and look like what was wanted. Raises ``NotFetched``."""
    for attempt in range(1, TRIES + 1):
        try:
            return _try(address, wanted, progress, cancelled, silence, largest)
        except urllib.error.HTTPError as error:
            with error:
                pause = _pause(error.headers.get("Retry-After"), attempt)
            if error.code not in _AGAIN or attempt == TRIES:
                raise NotFetched(_refused(address, error.code)) from error
        except (OSError, http.client.HTTPException) as error:
            pause = _pause(None, attempt)
            if _hopeless(error) or attempt == TRIES:
                raise NotFetched(_unreached(address, error)) from error
        sleep(pause)
        if cancelled():
            raise NotFetched("The download was cancelled.")
    raise NotFetched(f"{address.url} cannot be fetched.")


def _try(
    address: Address, wanted: Wanted, progress: Progress, cancelled: Callable[[], bool], silence: float, largest: int
) -> Downloaded:
    request = urllib.request.Request(  # noqa: S310 -- `address_of` gives http and https only, and redirects are checked.
        address.url, headers={"User-Agent": f"paperlsp/{__version__}", "Accept": "application/pdf, */*;q=0.5"}
    )
    opener = urllib.request.build_opener(_SameProtocols)
    end = time.monotonic() + LONGEST
    with opener.open(request, timeout=silence) as answer:
        announced = _number(answer.headers.get("Content-Length"))
        if announced is not None and announced > largest:
            raise NotFetched(_too_large(address, largest))
        content, checked = bytearray(), False
        kind = answer.headers.get_content_type()
        while block := answer.read(_BLOCK):
            if cancelled():
                raise NotFetched("The download was cancelled.")
            content += block
            progress(len(content), announced)
            if len(content) > largest:
                raise NotFetched(_too_large(address, largest))
            if not checked and len(content) >= _BEGINNING:
                # A page in the place of a paper is told from its beginning, however long it is.
                _check(address, wanted, bytes(content[:_BEGINNING]), kind)
                checked = True
            if time.monotonic() > end:
                raise NotFetched(f"{_host(address.url)} has not sent all of it within {LONGEST:.0f} seconds.")
        if announced is not None and len(content) < announced:
            raise http.client.IncompleteRead(bytes(content), announced - len(content))
        _check(address, wanted, bytes(content[:_BEGINNING]), kind)
        named = _FILE_NAME.search(answer.headers.get("Content-Disposition") or "")
    return Downloaded(bytes(content), named[1] if named is not None and address.arxiv else "")


def _check(address: Address, wanted: Wanted, beginning: bytes, kind: str) -> None:
    """By the bytes, as servers call a PDF all kinds of things; their word only tells what it is instead."""
    if wanted == "source":
        if beginning.startswith((b"\x1f\x8b", b"%PDF-")):
            return
        raise NotFetched(f"{address.url} gives no archive of a source ({kind}).")
    if b"%PDF-" in beginning:
        return
    if kind in ("text/html", "application/xhtml+xml"):
        raise NotFetched(f"{address.url} is a page, not a PDF. Give the address of the PDF that it links to.")
    raise NotFetched(f"{address.url} gives no PDF ({kind}).")


def _pause(asked: str | None, attempt: int) -> float:
    """What the server asks for, in seconds, within reason; else longer from try to try."""
    number = _number(asked)
    return min(float(number), LONGEST_PAUSE) if number is not None else 2.0 ** (attempt - 1)


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.strip().isdecimal() and len(text) < 20 else None


def _hopeless(error: Exception) -> bool:
    """Whether another try would end in the same way."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    return isinstance(reason, (socket.gaierror, ssl.SSLCertVerificationError, ValueError)) or not isinstance(
        reason, (OSError, http.client.HTTPException)
    )


def _refused(address: Address, code: int) -> str:
    if code in (404, 410):
        if address.arxiv:
            return f"{_host(address.url)} has no paper arXiv:{address.arxiv}."
        return f"{_host(address.url)} has nothing at {address.url}."
    if 300 <= code < 400:
        return f"{_host(address.url)} sends us on to an address that is not safe."
    if code in (401, 403):
        return f"{_host(address.url)} gives {address.url} not to everybody (HTTP {code}). Download it in a browser."
    return f"{_host(address.url)} answers with an error (HTTP {code}). Try again later."


def _unreached(address: Address, error: Exception) -> str:
    host = _host(address.url)
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    otherwise = "Or put the paper's PDF into the folder by hand."
    if isinstance(reason, socket.gaierror):
        return f"{host} cannot be found: is there a connection to the network? {otherwise}"
    if isinstance(reason, TimeoutError):
        return f"{host} does not answer. Try again later. {otherwise}"
    if isinstance(reason, ssl.SSLCertVerificationError):
        return f"{host} cannot prove that it is {host}. {otherwise}"
    if isinstance(reason, ConnectionRefusedError):
        return f"{host} refuses the connection. {otherwise}"
    if isinstance(reason, http.client.IncompleteRead):
        return f"{host} broke off in the middle. Try again. {otherwise}"
    return f"{host} cannot be reached ({reason}). {otherwise}"


def _too_large(address: Address, largest: int) -> str:
    return f"{address.url} gives more than {largest // 1024**2} MB, which is the limit."


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2]
