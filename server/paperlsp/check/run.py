"""All selected rules over one snapshot, less what is silenced: in place, per file, or for the whole folder."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from paperlsp.check import unused_suppression, wrong_setting
from paperlsp.check.finding import make
from paperlsp.check.registry import RULES
from paperlsp.check.selection import is_selected, means_nothing, selected, severity_of
from paperlsp.check.silence import Silence
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding, Known
from paperlsp.model.span import Span


@dataclass(frozen=True, slots=True)
class Examined:
    """``findings`` are to be told; ``known`` are those of the baseline; ``gone`` what the baseline holds and nobody finds
    any more; ``all_known`` is what a baseline of all findings would hold. Each in order.
    """

    findings: tuple[Finding, ...]
    known: tuple[Finding, ...] = ()
    gone: tuple[Known, ...] = ()
    all_known: tuple[Known, ...] = ()


def find_all(snapshot: Snapshot) -> tuple[Finding, ...]:
    """Every finding that nobody has silenced and no baseline holds, by file and place."""
    return examine(snapshot).findings


def examine(snapshot: Snapshot) -> Examined:
    """The findings, and how they compare with the baseline."""
    findings = _unsilenced(snapshot)
    keys = [_key(each) for each in findings]
    left = Counter(snapshot.baseline)
    new: list[Finding] = []
    old: list[Finding] = []
    told = [*_told_apart(findings)]
    for key, finding in zip(keys, told, strict=True):
        (old if left[key] > 0 else new).append(finding)
        left[key] -= 1
    # A rule that does not run may still find what the baseline holds of it.
    running = {each.rule.code for each in selected(snapshot.config)}
    gone = [key for key, count in sorted(left.items()) if key.code in running for _ in range(count)]
    return Examined(tuple(new), tuple(old), tuple(gone), tuple(sorted(keys)))


def _key(finding: Finding) -> Known:
    return Known(finding.file, finding.symbol, finding.code, finding.fingerprint)


def _unsilenced(snapshot: Snapshot) -> list[Finding]:
    config = snapshot.config
    silence = Silence(snapshot)
    running = selected(config)
    found = [finding for each in running for finding in each.find(snapshot)]
    if is_selected(config, wrong_setting.RULE):
        found += _unknown_selectors(snapshot)
    kept = [finding for finding in found if not silence.holds(finding)]
    if is_selected(config, unused_suppression.RULE):
        rules = [each.rule for each in running]
        unused = unused_suppression.find_unused(snapshot, silence, rules, [each.rule for each in RULES])
        kept += [finding for finding in unused if not silence.in_settings(finding)]
    weights = {each.rule.code: severity_of(config, each.rule) for each in running}
    weighed = [replace(each, severity=weights.get(each.code) or each.severity) for each in kept]
    ordered = sorted(weighed, key=lambda each: (each.file, each.span.start, each.code, each.message))
    return [_placed(snapshot, each) for each in ordered]


def _placed(snapshot: Snapshot, finding: Finding) -> Finding:
    source = snapshot.sources.get(finding.file)
    symbol = source.symbol_at(finding.span.start) if source is not None else None
    return replace(finding, symbol=symbol.name) if symbol is not None and symbol.name else finding


def _told_apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """With a fingerprint for each: the second of two alike, in order of place, gets one of its own."""
    seen: Counter[str] = Counter()
    for each in findings:
        seen[each.fingerprint] += 1
        if seen[each.fingerprint] > 1:
            parts = f"{each.fingerprint} {seen[each.fingerprint]}"
            yield replace(each, fingerprint=hashlib.sha256(parts.encode()).hexdigest()[:16])
        else:
            yield each


def _unknown_selectors(snapshot: Snapshot) -> Iterator[Finding]:
    config = snapshot.config
    places = [
        *(("select", each) for each in config.select or ()),
        *(("extend-select", each) for each in config.extend_select),
        *(("ignore", each) for each in config.ignore),
        *(("severity", each) for each, _ in config.severity),
        *((f"per-file-ignores.{pattern}", each) for pattern, codes in config.per_file_ignores for each in codes),
    ]
    for key, selector in places:
        if means_nothing(selector):
            message = "{key}: `{selector}` is no rule. `paperlsp explain` lists them."
            words = {"key": key, "selector": selector}
            yield make(wrong_setting.RULE, config.source, Span(0, 0), message, about=f"{key} {selector}", words=words)
