"""The catalogues: complete for what is said, without dead entries, with the same names in braces on both sides."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import paperlsp
import pytest
from paperlsp.check import RULES
from paperlsp.wording import language_of, retell, say
from paperlsp.wording.catalogue import CATALOGUES
from paperlsp.wording.french_problems import FRENCH_REASONS_OF_OTHERS

PACKAGE = Path(paperlsp.__file__).parent
SPEAKERS = frozenset({"say", "translated"})
"""Functions whose text is looked up: ``say(language, text)``, or a module's own short name for it."""
HOLE = re.compile(r"\{\w*\}")


@cache
def trees() -> list[tuple[Path, ast.Module]]:
    return [
        (path, ast.parse(path.read_text("utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.parent.name != "wording"
    ]


def template(node: ast.expr) -> str | None:
    """A literal with its holes nameless: the f-string ``f"{a.b} more"`` and the text ``"{count} more"`` are one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return HOLE.sub("{}", node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def said() -> dict[str, str]:
    """Each text that is looked up in a catalogue, with the file that says it."""
    found: dict[str, str] = {}
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name in SPEAKERS:
                    for argument in node.args:
                        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                            found[argument.value] = path.name
    return found


def pages() -> set[str]:
    """What the rules' pages say of each rule where somebody hovers over its code."""
    return {text for each in RULES for text in (each.page.what, dict(each.page.sections).get("Why", "")) if text}


@pytest.mark.parametrize("language", [each for each in CATALOGUES if each != "en"])
class TestEachLanguage:
    def test_every_rule_is_explained(self, language):
        assert pages() - CATALOGUES[language].keys() == set()

    def test_every_text_is_translated(self, language):
        missing = {text: file for text, file in said().items() if text not in CATALOGUES[language]}
        assert missing == {}

    def test_every_entry_is_still_said(self, language):
        literals = {text for _, tree in trees() for node in ast.walk(tree) if (text := template(node)) is not None}
        literals |= pages() | {HOLE.sub("{}", text) for text in FRENCH_REASONS_OF_OTHERS}
        dead = [text for text in CATALOGUES[language] if HOLE.sub("{}", text) not in literals]
        assert dead == []

    def test_both_sides_have_the_same_names(self, language):
        for english, translation in CATALOGUES[language].items():
            assert sorted(set(HOLE.findall(english))) == sorted(set(HOLE.findall(translation))), english
            assert "{}" not in english


def test_a_text_is_said_in_a_language():
    assert say("en", "and {count} more", count=3) == "and 3 more"
    assert say("fr", "and {count} more", count=3) == "et 3 autres"
    assert say("fr", "nobody has translated {this}", this="{count}") == "nobody has translated {count}"


def test_what_was_said_in_english_is_told_again():
    assert retell("fr", "and 3 more") == "et 3 autres"
    assert retell("fr", "Eq. (9) does not exist in “A {strange} title”.") == (
        "Eq. (9) n’existe pas dans “A {strange} title”."
    )
    assert retell("fr", "Nobody said this.") == "Nobody said this."
    # "{symbol} is {name}" and the like fix too little to be known again.
    for text in ("This is wrong", "50% of it", "code, p. 3", "x, y"):
        assert retell("fr", text) == text
    assert retell("fr", "computes m as the equation on p. 4") == "calcule m comme l’équation p. 4"
    assert retell("en", "and 3 more") == "and 3 more"


@pytest.mark.parametrize(
    ("locale", "language"),
    [("fr", "fr"), ("fr-CA", "fr"), ("fr_FR.UTF-8", "fr"), ("FR", "fr"), ("en-GB", "en"), ("fra", "en"), (None, "en")],
)
def test_a_locale_has_a_language(locale, language):
    assert language_of(locale) == language
