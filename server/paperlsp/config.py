"""A mapping as TOML gives it → ``(Config, Problem*)``. Reads no file; every wrong key is one problem, the rest holds."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PaperConfig:
    """A paper that the user names: its path relative to the configuration file, and the code it speaks for."""

    path: str
    code: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of one workspace folder. ``source`` is the file they came from, relative to the folder, or ""."""

    papers: tuple[PaperConfig, ...] = ()
    exclude: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())
    threshold: float = 0.5
    source: str = ""
