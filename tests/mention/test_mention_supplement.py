"""Words beside a mention that say that the part stands in the supplement."""

from __future__ import annotations

import pytest
from paperlsp.mention import find_mentions


@pytest.mark.parametrize(
    "text",
    [
        "see supplementary §2",
        "Supplementary Section 2",
        "Supp. Sec. 2",
        "suppl. eq. (3)",
        "supplementary material, Section 2",
        "supplemental Fig. 3",
        "SM §2",
        "S.I. Section 3",
        "Section 2 of the supplement",
        "Eq. (3) in the supplementary material",
        "Table 2 (supplement)",
        "Fig. 3 of our online supplement",
        "matériel supplémentaire, section 2".replace("matériel supplémentaire", "supplément"),
    ],
)
def test_of_the_supplement(text):
    (mention,) = find_mentions(text)
    assert mention.supplement


@pytest.mark.parametrize(
    "text",
    [
        "Section 2",
        "we supplement Section 2",
        "Eq. (S3)",
        "Section 2 supplies it",
        "support. See §2",
        "supplement. In Section 2 we",
    ],
)
def test_of_the_paper_or_of_whichever_has_it(text):
    (mention,) = find_mentions(text)
    assert not mention.supplement
