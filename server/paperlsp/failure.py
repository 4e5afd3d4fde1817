"""How a command says that it cannot do what it was asked to."""

from __future__ import annotations

import click


class Failure(click.ClickException):
    """What cannot be done, said in one line."""

    exit_code = 2
