"""The one place where witnesses are weighed: a score for each (definition, anchor) pair, and from it a probability.

All numbers are fitted on judged links by ``benchmarks/link.py --fit``, leaving one paper out at a time to see that
they hold for papers that they were not fitted on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

OWN = (
    "words", "amount", "title", "text", "value", "notation", "background", "experiment", "core", "appendix",
    "floating", "equation", "computes", "steps", "nested", "facet", "computed", "covered",
)  # fmt: skip
"""What a pair says by itself."""
AROUND = ("container", "members", "callees", "callers", "bases", "file", "module", "part")
"""What the definition's neighbours, and the anchor's, lean to."""
EXPLAINED = ("score", "plumbing", "unknown", "part", "named", "elsewhere", "container")
"""What speaks for or against the paper's explaining a definition at all."""


@dataclass(frozen=True)
class Weights:
    """How much each witness adds to a pair's score, in natural-log odds."""

    words: float = 3.98
    amount: float = 1.0
    title: float = 5.0
    text: float = 1.0
    value: float = 1.51
    notation: float = 1.51
    background: float = -1.01
    experiment: float = -1.01
    core: float = 0.53
    appendix: float = -0.22
    floating: float = -1.0
    equation: float = -1.46
    computes: float = 1.01
    steps: float = 1.0
    nested: float = -0.47
    facet: float = -0.51
    computed: float = 4.0
    covered: float = 1.5
    container: float = 1.99
    members: float = 1.5
    callees: float = 0.69
    callers: float = 0.71
    bases: float = 1.0
    file: float = 0.99
    module: float = 1.01
    part: float = 0.51

    def own(self, features: tuple[float, ...]) -> float:
        """The score of a pair by itself; ``features`` in the order of ``OWN``."""
        return sum(weight * value for weight, value in zip(self._own, features, strict=True) if value)

    def around(self, features: tuple[float, ...]) -> float:
        """What the neighbours add; ``features`` in the order of ``AROUND``."""
        return sum(weight * value for weight, value in zip(self._around, features, strict=True) if value)

    @cached_property
    def _own(self) -> tuple[float, ...]:
        return tuple(getattr(self, name) for name in OWN)

    @cached_property
    def _around(self) -> tuple[float, ...]:
        return tuple(getattr(self, name) for name in AROUND)


@dataclass(frozen=True, slots=True)
class Calibration:
    """From the ranking of one definition's anchors to probabilities, in natural-log odds.

    First that the paper explains the definition at all, then that a link is right.
    """

    bias: float = -1.33
    score: float = 0.45
    """Per unit of the best pair's score: how much there is to say for any link."""
    plumbing: float = -2.07
    """Per unit of log doubt that the code is more than plumbing: −ln(1 − degree)."""
    unknown: float = -1.01
    """Per word of its name, or of the name of what holds it, that the paper never says."""
    part: float = 1.02
    """Per tenth of the leaning that the section around the best anchor has by itself: whether it says the same."""
    named: float = 1.0
    """For how far a name, of the definition or of what holds it, or an equation that it computes, says the best anchor."""
    elsewhere: float = -4.01
    """For how far the file is named after what the paper only compares with or builds on."""
    container: float = 1.01
    """For what holds the definition: from −1 when it is surely not explained to 1 when it surely is."""
    link_bias: float = -0.47
    link_explained: float = 0.73
    """Per unit of the odds that the definition is explained."""
    link_share: float = 0.75
    """Per unit of log share of this anchor among all."""

    def explained(self, facts: tuple[float, ...]) -> float:
        """The log odds that a definition is explained; ``facts`` in the order of ``EXPLAINED``."""
        return self.bias + sum(getattr(self, name) * fact for name, fact in zip(EXPLAINED, facts, strict=True))


WEIGHTS = Weights()
CALIBRATION = Calibration()
