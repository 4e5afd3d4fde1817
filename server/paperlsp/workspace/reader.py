"""PDF bytes → ``Paper`` by way of the cache or a supervised process, which may die without taking anybody along."""

from __future__ import annotations

import contextlib
import hashlib
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from paperlsp.model.paper import Paper
from paperlsp.model.problem import Problem
from paperlsp.workspace.cache import load_paper, store_paper
from paperlsp.workspace.codec import decode
from paperlsp.workspace.guard import LONGEST, MEMORY_LIMIT, TOO_LARGE, TOO_LONG
from paperlsp.workspace.pdf_facts import LARGEST_PDF, PdfFiles
from paperlsp.workspace.refusals import Refusals
from paperlsp.workspace.worker import receive, send

WORKER = (sys.executable, "-P", "-c", "from paperlsp.workspace.worker import main; main()")
"""``-P`` keeps the current folder, which may be a stranger's repository, off the import path."""

PATIENCE = 900.0
"""Seconds by the clock after which a reading is given up that has not used its time on the processor: something is amiss
with the machine or the process, so that nobody else is told of it."""

_ATTEMPTS = 2
"""A process may be ended from outside, for want of memory or by somebody's hand; a paper that ends two is to blame."""


@dataclass(frozen=True, slots=True)
class _Death:
    """Why there is no answer, as a sentence; ``final`` tells that another attempt would end alike, or would take as long; ``lasting``
    that others would find the same.
    """

    why: str
    final: bool = False
    lasting: bool = True


class PaperReader:
    """One worker process, started when it is first needed. Safe to use from one thread at a time, and to close from any.

    ``files`` is what is known of PDFs on disk, for those who look at the same ones again and again.
    """

    def __init__(self, command: tuple[str, ...] = WORKER, *, longest: float = PATIENCE, cached: bool = True) -> None:
        self._command = command
        self._longest = longest
        self._cached = cached
        self._process: subprocess.Popen[bytes] | None = None
        self._refusals = Refusals(stored=cached)
        self._busy = self._closed = False
        self.files = PdfFiles()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, content: bytes) -> Paper:
        """Read a paper. What fails is a problem of a paper without anchors."""
        if len(content) > LARGEST_PDF:
            return too_large(len(content))
        digest = hashlib.sha256(content).hexdigest()
        known = self._refusals.of(digest)
        if known is not None:
            return _unread(digest, known)
        if self._cached and (paper := load_paper(digest)) is not None:
            return paper
        answer = self._ask_again(content)
        if isinstance(answer, _Death):
            problem = Problem("pdf-kills-reader", answer.why, "Use another copy of the paper.", severity="error")
            if not self._closed:
                # While everything ends, nothing that ends is the paper's fault.
                self._refusals.add(digest, problem, lasting=answer.lasting)
            return _unread(digest, problem)
        try:
            paper = decode(answer)
        except (ValueError, TypeError, KeyError, RecursionError):
            return _unread(
                digest, Problem("pdf-reader-failed", "The reader gave no sensible answer.", "", severity="error")
            )
        if any(problem.code == "pdf-reader-failed" for problem in paper.problems):
            self._refusals.add(digest, paper.problems[0])
        elif self._cached:
            store_paper(paper)
        return paper

    def close(self) -> None:
        """End the worker for good, at once if it is reading, and wait for it."""
        self._closed = True
        self._end()

    def _end(self) -> int | None:
        """End the worker and wait for it; how it ended, None where there was none."""
        process, self._process = self._process, None
        if process is None:
            return None
        if self._busy:
            process.kill()
        if process.stdin is not None:
            with contextlib.suppress(OSError, ValueError):
                process.stdin.close()
        try:
            code = process.wait(2)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        if process.stdout is not None and not self._busy:
            process.stdout.close()
        return code

    def _ask_again(self, content: bytes) -> bytes | _Death:
        answer: bytes | _Death = _Death("Reading the PDF was given up.", final=True)
        for _ in range(_ATTEMPTS):
            if self._closed:
                break
            answer = self._ask(content)
            if isinstance(answer, bytes) or answer.final:
                break
        return answer

    def _ask(self, content: bytes) -> bytes | _Death:
        if self._closed:
            # Whoever closes it meanwhile waits for no other process.
            return _Death("Reading the PDF was given up.", final=True)
        try:
            process = self._started()
        except OSError as error:
            why = f"Reading the PDF failed, because its process could not be started ({error.strerror})."
            return _Death(why, lasting=False)
        if process.stdin is None or process.stdout is None:
            return _Death("Reading the PDF failed.", final=True)
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._longest, stop)
        timer.daemon = True
        timer.start()
        self._busy = True
        try:
            send(process.stdin, content)  # pyright: ignore[reportArgumentType] -- A pipe is a binary stream.
            answer = receive(process.stdout)  # pyright: ignore[reportArgumentType] -- As above.
        except (OSError, ValueError, MemoryError):
            answer = None
        finally:
            timer.cancel()
            self._busy = False
        if answer is not None:
            return answer
        with contextlib.suppress(subprocess.TimeoutExpired):
            # It is ending by itself, most likely, and says by its code why.
            process.wait(1)
        process.kill()
        code = process.wait()
        self._process = process
        self._end()
        return self._death(code, late=late.is_set())

    def _death(self, code: int, *, late: bool) -> _Death:
        if late:
            why = f"Reading the PDF took longer than {self._longest:.0f} seconds."
            return _Death(why, final=True, lasting=False)
        if code in (TOO_LONG, -getattr(signal, "SIGPROF", 0)):
            return _Death(f"Reading the PDF took longer than {LONGEST:.0f} seconds of the processor.", final=True)
        if code == TOO_LARGE:
            return _Death(f"Reading the PDF needs more than {MEMORY_LIMIT >> 30} GB of memory.", final=True)
        if code < 0:
            return _Death(f"Reading the PDF ended the reader ({_signal_name(-code)}).")
        return _Death("Reading the PDF ended the reader.")

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            # The command is this interpreter with a module of ours.
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        return self._process


def too_large(size: int) -> Paper:
    """The paper without anchors that stands for a PDF of so many bytes."""
    message = f"The PDF has {size // 1024**2} MB; the limit is {LARGEST_PDF // 1024**2} MB."
    return _unread("", Problem("pdf-too-large", message, "Use a smaller copy of the paper.", severity="error"))


def _unread(digest: str, problem: Problem) -> Paper:
    return Paper(f"paper-{digest[:8]}", digest, "", (), "", None, 0, (), (), (), (problem,))


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
