"""Downloads from a server on this machine: what comes through, what is tried again, and what is said of the rest."""

from __future__ import annotations

import socket

import pytest
from paper_server import Answer, site
from paperlsp.fetch import Address, NotFetched, address_of, download, source_address

PDF = b"%PDF-1.7\n" + b"x" * 200_000


@pytest.fixture
def here():
    with site() as found:
        yield found


def fetched(here, path="/paper.pdf", wanted="pdf", **more):
    pauses: list[float] = []
    result = download(Address(f"{here.url}{path}", "paper"), wanted, sleep=pauses.append, **more)
    return result, pauses


def refusal(here, path="/paper.pdf", wanted="pdf", **more) -> str:
    with pytest.raises(NotFetched) as caught:
        fetched(here, path, wanted, **more)
    return str(caught.value)


def test_a_pdf_comes_whole_and_tells_how_far_it_is(here):
    here.pages["/paper.pdf"] = [Answer(PDF)]
    seen: list[tuple[int, int | None]] = []
    result, pauses = fetched(here, progress=lambda come, whole: seen.append((come, whole)))
    assert result.content == PDF
    assert pauses == []
    assert seen[-1] == (len(PDF), len(PDF))


def test_the_version_that_came_is_told_for_arxiv(here):
    here.pages["/pdf/1810.06801"] = [
        Answer(PDF, headers={"Content-Disposition": 'inline; filename="1810.06801v4.pdf"'})
    ]
    address = address_of("arxiv:1810.06801", here.url)
    assert address is not None
    assert download(address).version == "1810.06801v4"


def test_what_may_pass_is_tried_again(here):
    here.pages["/paper.pdf"] = [Answer(status=503, headers={"Retry-After": "7"}), Answer(status=429), Answer(PDF)]
    result, pauses = fetched(here)
    assert result.content == PDF
    assert pauses == [7.0, 2.0]


def test_a_pause_that_a_server_asks_for_has_an_end(here):
    here.pages["/paper.pdf"] = [Answer(status=503, headers={"Retry-After": "86400"}), Answer(PDF)]
    assert fetched(here)[1] == [30.0]


def test_what_will_not_pass_is_not_tried_again(here):
    assert "has nothing at" in refusal(here)
    here.pages["/paper.pdf"] = [Answer(status=403)]
    assert "not to everybody" in refusal(here)
    here.pages["/busy.pdf"] = [Answer(status=500)]
    assert "HTTP 500" in refusal(here, "/busy.pdf")
    assert here.asked == ["/paper.pdf", "/paper.pdf", "/busy.pdf", "/busy.pdf", "/busy.pdf"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(b"<html>Sign in</html>", kind="text/html"), "is a page, not a PDF"),
        (Answer(b"PK\x03\x04", kind="application/zip"), "gives no PDF (application/zip)"),
        (Answer(b"", kind="application/pdf"), "gives no PDF"),
        (Answer(PDF, length=10**12), "more than"),
    ],
)
def test_what_is_no_pdf_is_refused(here, answer, words):
    here.pages["/paper.pdf"] = [answer]
    assert words in refusal(here)


def test_too_much_is_refused_though_it_was_not_announced(here):
    here.pages["/paper.pdf"] = [Answer(PDF, length=-1)]
    assert "more than" in refusal(here, largest=100_000)


def test_half_a_paper_is_none(here):
    here.pages["/paper.pdf"] = [Answer(PDF[:150_000], length=len(PDF))]
    assert "broke off" in refusal(here)
    assert len(here.asked) == 3


def test_silence_ends(here):
    here.pages["/paper.pdf"] = [Answer(PDF[:1000], length=len(PDF), stall=True)]
    assert "does not answer" in refusal(here, silence=0.2)


def test_a_download_can_be_cancelled(here):
    here.pages["/paper.pdf"] = [Answer(PDF)]
    assert "cancelled" in refusal(here, cancelled=lambda: True)


def test_a_server_may_send_us_on_but_not_anywhere(here):
    here.pages["/paper.pdf"] = [Answer(status=302, headers={"Location": "/there.pdf"})]
    here.pages["/there.pdf"] = [Answer(PDF)]
    assert fetched(here)[0].content == PDF
    here.pages["/paper.pdf"] = [Answer(status=302, headers={"Location": "file:///etc/passwd"})]
    assert "not safe" in refusal(here)
    here.pages["/paper.pdf"] = [Answer(status=302, headers={"Location": "ftp://127.0.0.1/x.pdf"})]
    assert "not safe" in refusal(here)


def test_a_machine_that_is_not_there(here):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        address = Address(f"http://127.0.0.1:{held.getsockname()[1]}/paper.pdf", "paper")
        with pytest.raises(NotFetched, match=r"refuses the connection\. Or put"):
            download(address, sleep=lambda _: None)
    # By RFC 2606 no machine has this name, and no network is needed to know it.
    tries: list[float] = []
    with pytest.raises(NotFetched, match=r"cannot be found: is there a connection|cannot be reached"):
        download(Address("http://paper.invalid/paper.pdf", "paper"), sleep=tries.append)


def test_sources_are_archives(here):
    here.pages["/e-print/1810.06801"] = [Answer(b"\x1f\x8b\x08\x00" + b"x" * 50, kind="application/gzip")]
    address = address_of("1810.06801", here.url)
    assert address is not None
    source = source_address(address, here.url)
    assert source is not None
    assert download(source, "source").content.startswith(b"\x1f\x8b")
    here.pages["/e-print/1810.06801"] = [Answer(b"<html>", kind="text/html")]
    with pytest.raises(NotFetched, match="no archive"):
        download(source, "source")
