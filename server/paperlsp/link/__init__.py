"""Papers and sources → ``LinkGraph``: what each definition has to do with a paper, with evidence and a probability."""

from paperlsp.link.graph import Cancelled, build_graph

__all__ = ["Cancelled", "build_graph"]
