"""What people type, and what repositories say about their papers."""

from __future__ import annotations

import pytest
from paperlsp.fetch import Named, address_of, named_papers


@pytest.mark.parametrize(
    ("words", "url", "name"),
    [
        ("arxiv:1810.06801", "https://arxiv.org/pdf/1810.06801", "arxiv-1810.06801"),
        ("arXiv: 1810.06801v2", "https://arxiv.org/pdf/1810.06801v2", "arxiv-1810.06801v2"),
        ("1810.06801v2", "https://arxiv.org/pdf/1810.06801v2", "arxiv-1810.06801v2"),
        ("https://arxiv.org/abs/1810.06801v2", "https://arxiv.org/pdf/1810.06801v2", "arxiv-1810.06801v2"),
        ("https://arxiv.org/pdf/1810.06801.pdf", "https://arxiv.org/pdf/1810.06801", "arxiv-1810.06801"),
        ("arxiv:hep-th/9901001", "https://arxiv.org/pdf/hep-th/9901001", "arxiv-hep-th_9901001"),
        ("https://a.example/x/My%20Paper.pdf#page=2", "https://a.example/x/My%20Paper.pdf", "a.example-My_20Paper"),
        ("https://openreview.net/forum?id=aBc-9", "https://openreview.net/pdf?id=aBc-9", "openreview.net-aBc-9"),
        ("http://a.example", "http://a.example", "a.example"),
    ],
)
def test_addresses(words, url, name):
    address = address_of(words)
    assert address is not None
    assert (address.url, address.name) == (url, name)


@pytest.mark.parametrize(
    "words",
    ["", "paper.pdf", "file:///etc/passwd", "ftp://a.example/x.pdf", "https://", "see arXiv:1810.06801", "http://[x"],
)
def test_no_addresses(words):
    assert address_of(words) is None


def test_a_name_never_leads_out_of_a_folder():
    address = address_of("https://a.example/../../..%2F..%2Fetc?id=../../x")
    assert address is not None
    assert "/" not in address.name
    assert not address.name.startswith(".")


BIBTEX = """\
@article{sway,
  title = {Sway: A {Gentle} Optimizer},
  eprint = {2101.00001},
  archivePrefix = {arXiv}
}
@inproceedings{other, title = "Another", url = {https://a.example/other.pdf}}
"""


def test_what_a_readme_names():
    readme = f"# Sway\n\nCode for [the paper](https://arxiv.org/abs/2101.00001v2), see also\nhttps://a.example/p/sway.pdf.\n\n```bibtex\n{BIBTEX}```\n"
    assert named_papers([("README.md", readme)]) == (
        Named("arxiv:2101.00001v2", "README.md", "Sway: A Gentle Optimizer"),
        Named("https://a.example/p/sway.pdf", "README.md", ""),
        Named("https://a.example/other.pdf", "README.md", "Another"),
    )


def test_what_a_citation_file_names():
    citation = 'cff-version: 1.2.0\nidentifiers:\n  - type: other\n    value: "arXiv:2101.00001"\nurl: "https://openreview.net/forum?id=xY1"\n'
    assert [each.what for each in named_papers([("CITATION.cff", citation)])] == [
        "arxiv:2101.00001",
        "https://openreview.net/forum?id=xY1",
    ]


def test_nothing_is_named_twice_and_nothing_that_is_no_paper():
    assert named_papers([("README.md", "arXiv:2101.00001"), ("CITATION.bib", BIBTEX)])[0] == Named(
        "arxiv:2101.00001", "README.md", "Sway: A Gentle Optimizer"
    )
    assert named_papers([("README.md", "version 1810.06801 of x, https://a.example/page.html, x.pdf")]) == ()
