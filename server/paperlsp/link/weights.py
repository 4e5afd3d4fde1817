"""The one place where witnesses are weighed: a score for each (definition, anchor) pair, and from it a probability.

All numbers are fitted on judged links by ``benchmarks/link.py --fit``, leaving one paper out at a time to see that
they hold for papers that they were not fitted on.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

OWN = (
    "words", "amount", "title", "text", "value", "notation", "background", "experiment", "core", "appendix",
    "floating", "equation", "computes", "steps", "nested", "facet",
)  # fmt: skip
"""What a pair says by itself."""
AROUND = ("container", "members", "callees", "callers", "bases", "file", "module", "part")
"""What the definition's neighbours, and the anchor's, lean to."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each witness adds to a pair's score, in natural-log odds."""

    words: float = 4.0
    amount: float = 1.0
    title: float = 5.0
    text: float = 1.0
    value: float = 1.5
    notation: float = 1.5
    background: float = -1.0
    experiment: float = -1.0
    core: float = 0.5
    appendix: float = -0.2
    floating: float = -1.0
    equation: float = -1.5
    computes: float = 1.0
    steps: float = 1.0
    nested: float = -0.5
    facet: float = -0.5
    container: float = 2.0
    members: float = 1.5
    callees: float = 0.7
    callers: float = 0.7
    bases: float = 1.0
    file: float = 1.0
    module: float = 1.0
    part: float = 0.5

    def own(self, features: tuple[float, ...]) -> float:
        """The score of a pair by itself; ``features`` in the order of ``OWN``."""
        return sum(getattr(self, name) * value for name, value in zip(OWN, features, strict=True) if value)

    def around(self, features: tuple[float, ...]) -> float:
        """What the neighbours add; ``features`` in the order of ``AROUND``."""
        return sum(getattr(self, name) * value for name, value in zip(AROUND, features, strict=True) if value)


@dataclass(frozen=True, slots=True)
class Calibration:
    """From the ranking of one definition's anchors to the probability that a link is right."""

    bias: float = -1.0
    score: float = 0.5
    """Per unit of the pair's own score: how much there is to say for the link at all."""
    share: float = 2.0
    """For the pair's share among all anchors: how clearly it stands out."""
    plumbing: float = -3.0
    """For code that is plumbing, by its own words and facts."""


WEIGHTS = Weights()
CALIBRATION = Calibration()
WITNESSES = tuple(each.name for each in fields(Weights))
