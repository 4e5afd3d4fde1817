"""A worker that dies, hangs or swells costs one paper, and the next one is read."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from paperlsp.workspace import cache, guard
from paperlsp.workspace.reader import PaperReader

PAPER = (Path(__file__).parents[2] / "fixtures" / "qhadam" / "paper.pdf").read_bytes()
KILLED = "import os; os._exit(9)"
HANGS = "import sys; sys.stdin.buffer.read()"
FAILS = """
import paperlsp.pdf, sys
from paperlsp.workspace.worker import main
real = paperlsp.pdf.read_document
def read(content):
    if content.startswith(b"bad"):
        raise {error}("asked to fail")
    return real(content)
paperlsp.pdf.read_document = read
main()
"""
COUNTS = """
import sys
with open({log!r}, "a") as log:
    log.write("started ")
import os, pathlib
if pathlib.Path({log!r}).read_text().count("started") <= {deaths}:
    os.kill(os.getpid(), 9)
from paperlsp.workspace.worker import main
main()
"""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "cache"))


def run(program: str) -> tuple[str, ...]:
    return sys.executable, "-c", program


def codes(paper) -> list[str]:
    return [problem.code for problem in paper.problems]


def test_a_killed_worker_is_a_problem_and_is_remembered() -> None:
    with PaperReader(run(KILLED), cached=False) as reader:
        paper = reader.read(PAPER)
        assert codes(paper) == ["pdf-kills-reader"]
        assert reader.read(PAPER).problems == paper.problems


def test_a_worker_that_hangs_is_stopped() -> None:
    with PaperReader(run(HANGS), longest=0.3, cached=False) as reader:
        paper = reader.read(PAPER)
    assert "took longer" in paper.problems[0].message


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_a_worker_that_is_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    log = str(tmp_path / "log")
    with PaperReader(run(COUNTS.format(log=log, deaths=1)), cached=False) as reader:
        assert reader.read(PAPER).anchors
    assert Path(log).read_text().count("started") == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_what_ended_the_reader_twice_is_refused_with_the_signal(tmp_path: Path) -> None:
    with PaperReader(run(COUNTS.format(log=str(tmp_path / "log"), deaths=9)), cached=False) as reader:
        assert "SIGKILL" in reader.read(PAPER).problems[0].message


@pytest.mark.parametrize(
    ("error", "words"),
    [("MemoryError", "more memory"), ("RecursionError", "too deeply"), ("RuntimeError", "failed (RuntimeError)")],
)
def test_a_fault_in_one_paper_leaves_the_worker_alive(error: str, words: str) -> None:
    with PaperReader(run(FAILS.format(error=error)), cached=False) as reader:
        paper = reader.read(b"bad")
        assert codes(paper) == ["pdf-reader-failed"]
        assert words in paper.problems[0].message
        worker = reader._process
        assert reader.read(PAPER).anchors
        assert reader._process is worker


def test_a_refusal_is_known_to_others_for_a_day(tmp_path: Path) -> None:
    with PaperReader(run(KILLED)) as reader:
        refused = reader.read(PAPER)
    with PaperReader(("no-such-command",)) as other:
        assert other.read(PAPER).problems == refused.problems
    (entry,) = (tmp_path / "cache" / "refused").iterdir()
    long_ago = time.time() - 25 * 3600
    os.utime(entry, (long_ago, long_ago))
    with PaperReader() as later:
        assert later.read(PAPER).anchors


def test_a_damaged_refusal_is_none(tmp_path: Path) -> None:
    with PaperReader(run(KILLED)) as reader:
        reader.read(PAPER)
    (entry,) = (tmp_path / "cache" / "refused").iterdir()
    entry.write_bytes(entry.read_bytes()[:-3])
    with PaperReader() as other:
        assert other.read(PAPER).anchors


def test_closing_while_it_reads_blames_no_paper(tmp_path: Path) -> None:
    with PaperReader(run(HANGS)) as reader:
        read = reader._ask

        def ask(content):
            reader._closed = True
            reader._process.kill() if reader._process else None
            return read(b"")

        reader._started().kill()
        reader._ask = ask
        assert codes(reader.read(PAPER)) == ["pdf-kills-reader"]
    assert not (tmp_path / "cache" / "refused").exists()


def test_a_worker_that_cannot_be_started_is_a_problem() -> None:
    with PaperReader(("no-such-command",), cached=False) as reader:
        assert "could not be started" in reader.read(PAPER).problems[0].message


def test_the_cache_gives_the_same_paper_and_survives_damage(tmp_path: Path) -> None:
    with PaperReader() as reader:
        first = reader.read(PAPER)
        (entry,) = (tmp_path / "cache" / "papers").iterdir()
        assert reader.read(PAPER) == first
        entry.write_bytes(entry.read_bytes()[:-20])
        assert reader.read(PAPER) == first


GUARDED = """
import time
from paperlsp.workspace import guard
guard.GRACE = 1
watch = guard.Guard(1, longest={longest}, idle={idle}, memory={memory})
watch.start()
{work}
"""
BUSY = "with watch.busy():\n    {}"


def guarded(work: str, *, longest: float = 60, idle: float = 60, memory: int = 1 << 30) -> int:
    program = GUARDED.format(longest=longest, idle=idle, memory=memory, work=work)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=30, check=False).returncode


def test_without_work_it_leaves() -> None:
    assert guarded("time.sleep(30)", idle=0.1) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_work_that_takes_too_long_ends_it() -> None:
    assert guarded(BUSY.format("while True: pass"), longest=0.1) in (guard.TOO_LONG, -signal.SIGPROF)


def test_waiting_takes_no_time_of_the_processor() -> None:
    assert guarded(BUSY.format("time.sleep(2)"), longest=0.5) == 0


def test_a_limit_by_the_clock_is_not_held_against_the_paper_elsewhere(tmp_path: Path) -> None:
    with PaperReader(run(HANGS), longest=0.3) as reader:
        assert "took longer" in reader.read(PAPER).problems[0].message
        assert reader.read(PAPER).problems
    with PaperReader() as other:
        assert other.read(PAPER).anchors


@pytest.mark.skipif(sys.platform == "win32", reason="there is no alarm")
def test_a_library_that_lets_nobody_else_run_is_ended_by_the_alarm() -> None:
    # This expression takes 2 to the 40th steps, all within one call.
    stuck = BUSY.format("import re; re.match('(a+)+$', 'a' * 40 + 'b')")
    assert guarded(stuck, longest=0.1) in (-signal.SIGPROF, guard.TOO_LONG)


@pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere the limit holds for what is in memory, not what is asked for"
)
def test_more_memory_than_allowed_is_refused() -> None:
    work = "try:\n    bytearray(1 << 30)\nexcept MemoryError:\n    raise SystemExit(5)"
    assert guarded(work, memory=900 << 20) == 5


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_a_worker_whose_parent_was_killed_goes_too() -> None:
    worker = GUARDED.format(longest=60, idle=60, memory=1 << 30, work=BUSY.format("time.sleep(60)"))
    program = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', {worker!r}], stdout=subprocess.PIPE)\n"
        "print(child.pid, flush=True)\ntime.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 20
    while _runs(child):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _runs(process: int) -> bool:
    try:
        # The dead whom nobody has buried yet are in state Z.
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_cache_goes_by_the_readers_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.entry_name("0" * 64)
    cache.reader_digest.cache_clear()
    monkeypatch.setattr("paperlsp.__version__", "0.0.other")
    try:
        assert cache.entry_name("0" * 64) != before
    finally:
        cache.reader_digest.cache_clear()


LARGE_PARENT = """
import subprocess, sys
held = bytearray(300 << 20)
held[:: 1 << 12] = b"x" * len(held[:: 1 << 12])
said = "from paperlsp.workspace.guard import peak_memory; print(peak_memory())"
print(subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux hands the count on")
def test_what_a_large_parent_holds_is_not_counted() -> None:
    run = subprocess.run([sys.executable, "-c", LARGE_PARENT], capture_output=True, text=True, check=True)
    assert 0 < int(run.stdout) < 200 << 20
