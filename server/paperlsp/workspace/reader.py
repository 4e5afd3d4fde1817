"""PDF bytes → ``Paper`` by way of the cache or a supervised process, which may die without taking anybody along."""

from __future__ import annotations

import contextlib
import hashlib
import subprocess
import sys
import threading
from types import TracebackType
from typing import Self

from paperlsp.model.paper import Paper
from paperlsp.model.problem import Problem
from paperlsp.workspace.cache import load_paper, store_paper
from paperlsp.workspace.codec import decode
from paperlsp.workspace.pdf_facts import LARGEST_PDF, PdfFiles
from paperlsp.workspace.worker import receive, send

LONGEST = 120.0
"""In seconds: the time in which reading one paper must end. A limit in time only ever gives a problem."""

WORKER = (sys.executable, "-P", "-c", "from paperlsp.workspace.worker import main; main()")
"""``-P`` keeps the current folder, which may be a stranger's repository, off the import path."""


class PaperReader:
    """One worker process, started when it is first needed. Safe to use from one thread at a time.

    ``files`` is what is known of PDFs on disk, for those who look at the same ones again and again.
    """

    def __init__(self, command: tuple[str, ...] = WORKER, *, longest: float = LONGEST, cached: bool = True) -> None:
        self._command = command
        self._longest = longest
        self._cached = cached
        self._process: subprocess.Popen[bytes] | None = None
        self._poison: dict[str, Problem] = {}
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
        if digest in self._poison:
            return _unread(digest, self._poison[digest])
        if self._cached and (paper := load_paper(digest)) is not None:
            return paper
        answer, late = self._ask(content)
        if answer is None:
            what = f"took longer than {self._longest:.0f} seconds" if late else "ended the reader"
            problem = Problem(
                "pdf-kills-reader", f"Reading the PDF {what}.", "Use another copy of the paper.", severity="error"
            )
            self._poison[digest] = problem
            return _unread(digest, problem)
        try:
            paper = decode(answer)
        except (ValueError, TypeError, KeyError):
            return _unread(
                digest, Problem("pdf-reader-failed", "The reader gave no sensible answer.", "", severity="error")
            )
        if self._cached:
            store_paper(paper)
        return paper

    def close(self) -> None:
        """End the worker and wait for it."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()
        try:
            process.wait(2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def _ask(self, content: bytes) -> tuple[bytes | None, bool]:
        process = self._started()
        if process.stdin is None or process.stdout is None:
            return None, False
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._longest, stop)
        timer.daemon = True
        timer.start()
        try:
            send(process.stdin, content)  # pyright: ignore[reportArgumentType] -- A pipe is a binary stream.
            answer = receive(process.stdout)  # pyright: ignore[reportArgumentType] -- As above.
        except (OSError, MemoryError):
            answer = None
        finally:
            timer.cancel()
        if answer is None:
            process.kill()
            self.close()
        return answer, late.is_set()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            # The command is this interpreter with a module of ours.
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        return self._process


def too_large(size: int) -> Paper:
    """The paper without anchors that stands for a PDF of so many bytes."""
    message = f"The PDF has {size // 1024**2} MB; the limit is {LARGEST_PDF // 1024**2} MB."
    return _unread("", Problem("pdf-too-large", message, "Use a smaller copy of the paper.", severity="error"))


def _unread(digest: str, problem: Problem) -> Paper:
    return Paper(f"paper-{digest[:8]}", digest, "", (), "", None, 0, (), (), (), (problem,))
