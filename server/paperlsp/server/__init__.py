"""The language server: LSP on one side, ``ide`` and ``check`` on the other. Start it with ``serve``."""

from paperlsp.server.start import serve

__all__ = ["serve"]
