"""A mention within its text → whether the words right beside it say that the part stands in the supplement."""

from __future__ import annotations

import re

_REACH = 48
_SUPPLEMENT = r"(?:supp(?:l(?:e|é)?(?:ment(?:ary|al|aire)?s?)?)?\b\.?|annexe\s+électronique)"
_MATERIAL = r"(?:\s(?:online\s)?(?:materials?|information|notes?|text|document|pdf))?"
_VERB = r"(?<!\bwe )(?<!\bto )(?<!\bthey )(?<!\bthat )(?<!\bwhich )"
"""Whoever supplements a section says nothing of where it stands."""
_BEFORE = re.compile(
    rf"(?:(?<!\w){_VERB}{_SUPPLEMENT}{_MATERIAL}|(?<!\w)(?-i:S\.?[MI]\b\.?))(?:['’]s)?\s?[,:(]?\s{{0,2}}\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\)?,?\s(?:of|in|from|du|de|dans)\s(?:(?:the|our|their|its|le|la)\s)?(?:online\s)?{_SUPPLEMENT}"
    rf"|\s?\((?:in\s)?(?:the\s)?{_SUPPLEMENT}",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")


def in_supplement(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` names a part of a supplement: "supplementary §2", "Eq. (3) in the supplement"."""
    before = _SPACES.sub(" ", text[max(0, start - _REACH) : start])
    after = _SPACES.sub(" ", text[end : end + _REACH])
    return bool(_BEFORE.search(before) or _AFTER.match(after))
