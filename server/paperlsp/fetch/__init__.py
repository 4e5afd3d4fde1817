"""What a person types, or what a repository says about its paper → the paper's PDF, from the network, on request only."""

from paperlsp.fetch.address import ARXIV, Address, address_of, arxiv_in, source_address
from paperlsp.fetch.download import Downloaded, NotFetched, download
from paperlsp.fetch.named import DESCRIPTIONS, Named, named_papers

__all__ = [
    "ARXIV",
    "DESCRIPTIONS",
    "Address",
    "Downloaded",
    "Named",
    "NotFetched",
    "address_of",
    "arxiv_in",
    "download",
    "named_papers",
    "source_address",
]
