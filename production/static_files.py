"""Hashed static files that don't trip over what packages mention and don't ship.

That are source maps, and types in comments: ``@param {import("../htmx").Api} api``. Our own programs
import what lies beside them at their head, and a package by the address that the page gives them.
"""

from __future__ import annotations

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

_UNSHIPPED = ("sourceMappingURL", r"import\(")


def _shipped(glob: str, rules: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    """Of the rules by which addresses are found in files, those whose files are there."""
    found = [rule if isinstance(rule, str) else rule[0] for rule in rules]
    kept = zip(rules, found, strict=True)
    return glob, tuple(rule for rule, text in kept if not any(word in text for word in _UNSHIPPED))


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    manifest_strict = True
    support_js_module_import_aggregation = True
    patterns = tuple(_shipped(*rules) for rules in CompressedManifestStaticFilesStorage.patterns)
    _js_module_import_aggregation_patterns = _shipped(
        *CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns
    )
