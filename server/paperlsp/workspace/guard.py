"""Limits that a process which reads strangers' files puts on itself, so that it can harm nobody even when left alone."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path

MEMORY_LIMIT = 4 << 30
"""In bytes. A paper of 100 pages needs a few hundred megabytes; a hostile PDF ends the process, and no more."""
SWOLLEN = 600 << 20
"""In bytes. A process that has needed as much makes room for a fresh one when it has answered."""
LONGEST = 180.0
"""In seconds of the processor, so that a busy machine does not make a good paper a bad one: the time in which one reading
must end. A limit in time only ever gives a problem."""
IDLE = 60.0
"""Seconds without work after which the process ends; starting another costs a fraction of a second."""
TOO_LARGE = 71
TOO_LONG = 72
ABANDONED = 73
"""Exit codes, which tell the parent why."""
GRACE = 5.0
"""Seconds of the processor that the system's alarm comes after the limit: before it, the watching thread can say what happened."""
_POLL = 0.5


class Guard:
    """Watches the process from a thread of its own. The alarm of the system stands behind it, because a library may
    work for minutes without letting any other thread run.

    ``answers`` is the file descriptor of the pipe that answers go into: when nobody can read them any more, because the
    parent was killed, there is nothing left to do.
    """

    def __init__(
        self, answers: int, *, longest: float = LONGEST, idle: float = IDLE, memory: int = MEMORY_LIMIT
    ) -> None:
        self._answers = answers
        self._longest, self._idle, self._memory = longest, idle, memory
        self._since = time.monotonic()
        self._used = 0.0
        self._busy = False

    def start(self) -> None:
        with contextlib.suppress(ImportError, ValueError, OSError):
            import resource  # noqa: PLC0415 -- There is none on Windows.

            resource.setrlimit(resource.RLIMIT_AS, (self._memory, self._memory))
        # A person who ends the command with Ctrl-C wants no word from this process; it ends when the parent does.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        threading.Thread(target=self._watch, daemon=True).start()

    @contextlib.contextmanager
    def busy(self) -> Generator[None]:
        """Around each piece of work."""
        self._used, self._busy = time.process_time(), True
        self._alarm(self._longest + GRACE)
        try:
            yield
        finally:
            self._alarm(0)
            self._since, self._busy = time.monotonic(), False

    def is_swollen(self) -> bool:
        return peak_memory() > SWOLLEN

    @staticmethod
    def _alarm(seconds: float) -> None:
        """The system's own end to the process, after so many seconds of the processor."""
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, seconds)

    def _watch(self) -> None:
        while True:
            time.sleep(_POLL)
            if _is_deaf(self._answers):
                os._exit(ABANDONED)
            if peak_memory() > self._memory:
                # Where the system does not hold its own limit, as on macOS.
                os._exit(TOO_LARGE)
            if self._busy and time.process_time() - self._used > self._longest:
                os._exit(TOO_LONG)
            if not self._busy and time.monotonic() - self._since > self._idle:
                os._exit(0)


def _is_deaf(pipe: int) -> bool:
    """Whether the other end of a pipe that is written to is closed; False where that cannot be asked."""
    if not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(pipe, 0)
    return any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0))


def peak_memory() -> int:
    """The most bytes that this process has had in memory so far; 0 where nobody can tell."""
    with contextlib.suppress(OSError, ValueError), Path("/proc/self/status").open("rb") as status:
        # Linux hands what a large parent had on to the count of getrusage, but not to this one.
        for line in status:
            if line.startswith(b"VmHWM:"):
                return int(line.split()[1]) << 10
    try:
        import resource  # noqa: PLC0415 -- There is none on Windows.
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # The system counts bytes on macOS and kibibytes elsewhere.
    return most if sys.platform == "darwin" else most << 10
