"""Papers and sources → ``LinkGraph``: what each definition has to do with a paper, with evidence and a probability."""

from paperlsp.link.annotation import find_named
from paperlsp.link.graph import build_graph
from paperlsp.link.ranking import Cancelled
from paperlsp.link.runs import says
from paperlsp.link.spoken import with_record
from paperlsp.link.standing import key_of_code, key_of_part

__all__ = ["Cancelled", "build_graph", "find_named", "key_of_code", "key_of_part", "says", "with_record"]
