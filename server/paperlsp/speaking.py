"""``--language``: the language in which a command prints what it did and says why it failed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from paperlsp.failure import Failure
from paperlsp.wording import ENGLISH, LANGUAGES, Language, retell

_KEY = "paperlsp.language"


def speaks(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the option."""

    @click.option(
        "--language", type=click.Choice(LANGUAGES), default=ENGLISH, show_default=True, help="The messages' language."
    )
    @wraps(function)
    def spoken(*arguments: Any, language: Language, **options: Any) -> Any:  # noqa: ANN401 -- Whatever the command takes.
        click.get_current_context().meta[_KEY] = language
        try:
            return function(*arguments, **options)
        except Failure as failure:
            raise Failure(retell(language, failure.message)) from failure

    return spoken


def told(text: str) -> str:
    """A text of ours in the language of the command that runs."""
    return retell(language_asked(), text)


def language_asked() -> Language:
    """The language of the command that runs."""
    return click.get_current_context().meta.get(_KEY, ENGLISH)
