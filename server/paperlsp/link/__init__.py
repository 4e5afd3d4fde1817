"""Papers and sources → ``LinkGraph``: what each definition has to do with a paper, with evidence and a probability."""

from paperlsp.link.graph import build_graph
from paperlsp.link.ranking import Cancelled

__all__ = ["Cancelled", "build_graph"]
