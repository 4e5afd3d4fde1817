"""An anchor's titles, from the outermost section inwards → the part that it plays in the paper.

The words are those by which papers of any field head their parts; nothing here knows a particular paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from paperlsp.model.gist import Role

_EXCLUDED = re.compile(
    r"""^(references|bibliography|literature\ cited|acknowledge?ments?|.*\bchecklist|table\ of\ contents:?|contents
    |author\ contributions?|contributions\ of\ authors|funding.*|ethics\ statement|ethical\ considerations
    |broader\ impacts?.*|societal\ impacts?.*|reproducibility\ statement|conflicts?\ of\ interest.*|data\ availability.*
    |code\ availability.*|supplementary\ materials?|appendix|appendices|organi[sz]ation|outline|remerciements
    |références)$""",
    re.VERBOSE,
)
_BACKGROUND = re.compile(
    r"""^(abstract|introduction|conclusions?|conclusions?\ and\ .*|concluding\ remarks|.*related\ works?.*|prior\ work
    |background.*|motivation|discussions?|discussion\ and\ .*|limitations?.*|future\ (work|directions).*|summary|overview
    |(our\ )?contributions?|preliminaries|résumé|resume|history)$""",
    re.VERBOSE,
)
_EXPERIMENT = re.compile(
    r"""\b(experiments?|experimental|results?|evaluations?|ablations?|baselines?|datasets?|comparisons?|benchmarks?
    |case\ stud(y|ies)|empirical|analysis\ of|human\ study|performance|expériences|résultats|evaluation)\b""",
    re.VERBOSE,
)


def role_of(titles: Sequence[str]) -> Role:
    """The role of the anchor whose titles these are, outermost first: the strictest title on the way decides."""
    plain = [" ".join(title.lower().strip(" .:").split()) for title in titles]
    if any(_EXCLUDED.match(title) for title in plain[-1:]) or any(_is_references(title) for title in plain):
        return "excluded"
    if any(_EXPERIMENT.search(title) for title in plain):
        return "experiment"
    if any(_BACKGROUND.match(title) for title in plain):
        return "background"
    return "method"


def _is_references(title: str) -> bool:
    return title in ("references", "bibliography", "références")
