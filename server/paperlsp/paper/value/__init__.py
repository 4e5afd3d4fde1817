"""Sentences → the numbers that a paper gives to something: "a learning rate of 8e−4", "β₂ = 0.999", "8 heads"."""

from paperlsp.paper.value.find import ValueFinder

__all__ = ["ValueFinder"]
