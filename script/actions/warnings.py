"""The warnings of a script as it stands, for its pages."""

from __future__ import annotations

from script import warnings
from script.actions import content as gather
from script.actions.drafts import other_language
from script.models import Script
from script.warnings import Finding


def of_script(script: Script) -> list[Finding]:
    """In a fixed number of queries; with the translation beside, so that a stale one is found."""
    return warnings.findings(gather.script(script, into=other_language(script)))


def counts(script: Script) -> dict[str, int]:
    """How many of each kind, in the order of `script.warnings.KINDS`."""
    return warnings.counts(of_script(script))
