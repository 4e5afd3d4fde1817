"""BM25 and TF-IDF over the same units: what a plain text search puts first for a definition's source text."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt

from paperlsp.link.paper_index import PaperIndex
from paperlsp.model.source import SourceFile, Symbol
from paperlsp.notation import identifier_words, prose_stems, stem


def query_of(source: SourceFile, symbol: Symbol) -> Counter[str]:
    """Every word of the definition's source, identifiers in parts, stemmed."""
    text = source.content[symbol.span.start : symbol.span.end].decode("utf-8", "replace")
    words: Counter[str] = Counter()
    for token in text.replace(".", " ").split():
        for word in identifier_words(token):
            if len(word) > 1 and not word.isdigit():
                words[stem(word)] += 1
    return words


class Search:
    """The two rankings over one paper's units."""

    def __init__(self, index: PaperIndex) -> None:
        self.documents = [Counter(prose_stems(f"{unit.anchor.title} {unit.anchor.text}")) for unit in index.units]
        self.lengths = [max(document.total(), 1) for document in self.documents]
        self.average = sum(self.lengths) / max(len(self.lengths), 1)
        counts: Counter[str] = Counter()
        for document in self.documents:
            counts.update(document.keys())
        total = len(self.documents)
        self.idf = {word: log(1 + (total - count + 0.5) / (count + 0.5)) for word, count in counts.items()}

    def bm25(self, query: Counter[str]) -> list[int]:
        scores = []
        for at, document in enumerate(self.documents):
            norm = 1.2 * (1 - 0.75 + 0.75 * self.lengths[at] / self.average)
            scores.append(
                sum(self.idf[word] * document[word] * 2.2 / (document[word] + norm) for word in query if document[word])
            )
        return _order(scores)

    def tfidf(self, query: Counter[str]) -> list[int]:
        scores = []
        for document in self.documents:
            dot = sum(query[word] * document[word] * self.idf[word] ** 2 for word in query if document[word])
            norm = sqrt(sum((count * self.idf[word]) ** 2 for word, count in document.items())) or 1.0
            scores.append(dot / norm)
        return _order(scores)


def _order(scores: list[float]) -> list[int]:
    return [at for at in sorted(range(len(scores)), key=lambda at: (-scores[at], at)) if scores[at] > 0]
