"""Frozen dataclasses to plain JSON values and back: what is stored of an issued document."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date, datetime, time
from typing import Any


def to_json(content: Any) -> Any:
    """Plain JSON values of a content dataclass (dates and times as ISO 8601 with offset)."""
    if dataclasses.is_dataclass(content) and not isinstance(content, type):
        return {f.name: to_json(getattr(content, f.name)) for f in dataclasses.fields(content)}
    if isinstance(content, (tuple, list)):
        return [to_json(value) for value in content]
    if isinstance(content, (frozenset, set)):
        return sorted(content)
    if isinstance(content, (datetime, date, time)):
        return content.isoformat()
    return content


def build(kind: Any, value: Any) -> Any:
    """The content of a stored snapshot; fields that a later format added take their default."""
    if value is None:
        return None
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return build(next(a for a in typing.get_args(kind) if a is not type(None)), value)
    if origin is tuple:
        return tuple(build(typing.get_args(kind)[0], item) for item in value)
    if dataclasses.is_dataclass(kind):
        hints = _hints(kind)
        known = {name: build(hints[name], item) for name, item in value.items() if name in hints}
        return kind(**known)  # type: ignore[operator]
    if kind in (datetime, date, time):
        return kind.fromisoformat(value)
    return value


def check(kind: Any, value: Any) -> None:
    """Raise ValueError where a value isn't of the kinds that a snapshot is made of: for what others wrote."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        if value is not None or type(None) not in args:
            check(next(one for one in args if one is not type(None)), value)
    elif origin is tuple:
        kinds = args[:1] * len(_of(list, value)) if args[-1] is Ellipsis else args
        for one, item in zip(kinds, _of(list, value), strict=True):
            check(one, item)
    elif dataclasses.is_dataclass(kind):
        hints = _hints(kind)
        for name, item in _of(dict, value).items():
            if name in hints:
                check(hints[name], item)
    elif kind in (datetime, date, time):
        kind.fromisoformat(_of(str, value))
    elif kind in (str, int, bool):
        _of(kind, value)


def _of(kind: type[Any], value: Any) -> Any:
    if type(value) is not kind:
        raise ValueError(f"{value!r:.60} is no {kind.__name__}")
    return value


_HINTS: dict[Any, dict[str, Any]] = {}


def _hints(kind: Any) -> dict[str, Any]:
    if kind not in _HINTS:
        _HINTS[kind] = typing.get_type_hints(kind)
    return _HINTS[kind]
