"""paperlsp: reads research code next to the paper that it implements."""

__version__ = "0.1.0"
