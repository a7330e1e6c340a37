"""Scripts, what is written in them, and their drafts."""

from typing import Any

from tests.access_table.row import REGISTERS, Row, Rows, act, binned, form, of_the_scene


def _in_the_script(house: Any) -> dict[str, Any]:
    return {"scene": house.things["script_scene"].pk, "after": "0"}


def _a_script_row(house: Any) -> dict[str, Any]:
    return {**_in_the_script(house), "cells": '[{"element": "narration", "text": "New"}]'}


def _at_a_word(house: Any) -> dict[str, Any]:
    return {"cell": house.things["narration_cell"].pk, "word": "1"}


def _a_script_cell(house: Any) -> dict[str, Any]:
    return {"row": house.things["script_row"].pk, "column": "sound", "element": "narration", "text": "New"}


def _to_the_row(house: Any) -> dict[str, Any]:
    return {"row": house.things["script_row"].pk, "column": "sound"}


def _after_the_scene(house: Any) -> dict[str, Any]:
    return {"after": house.things["other_script_scene"].pk}


def _cited(house: Any) -> dict[str, Any]:
    """What a cell may cite, and where it may stand."""
    names = {"segment": "cited_segment", "clip": "clip", "shot": "shot", "person": "person"}
    found = {name: house.things[thing].pk for name, thing in names.items()}
    return {**found, "row": house.things["script_row"].pk, "after": house.things["script_cell"].pk}


def _pinned_before(house: Any) -> None:
    """And its segment is another one since."""
    house.things["script_cell"].kept = {"ranges": [[0, 9]], "words": ["Then"], "speaker": ""}
    house.things["script_cell"].save()


def _written(house: Any) -> None:
    from script.actions import rows

    script, scene = house.things["script"], house.things["script_scene"]
    for role in ("producer", "director", "editor"):
        rows.add(script=script, scene=scene.pk, after=None, values=[], by=house.users[role])


def _taken_back(house: Any) -> None:
    from script.actions import steps

    _written(house)
    for role in ("producer", "director", "editor"):
        steps.undo(script=house.things["script"], by=house.users[role])


_NARRATION = {"cell": "narration_cell"}

TABLE: Rows = {
    # scripts
    "script-list": Row(REGISTERS, listing=True, asked=("?is_working=true&rate=25/1&sort=-rows",)),
    "script-new": form("PDE", lambda own: {"title": "New", "begins_with": "scenes"}),
    "script-edit": form("PDE"),
    "script-work": act("PDE", things={"script": "other_script"}),
    "script-bin": act("PDE"),
    "script-restore": act("PDE", prepare=binned("script")),
    "script-detail": Row(REGISTERS, asked=("?into=es", "?into=<>")),
    "script-drawer": Row(
        REGISTERS, asked=("?q=x&used=no", "?kind=clip&page=0"), asked_foreign={"theme": "theme"}
    ),
    "report-scripts": Row(REGISTERS),
    "row-new": act("PDE", _a_script_row, foreign=_in_the_script),
    "row-move": act("PDE", _in_the_script, foreign=_in_the_script, things={"row": "other_script_row"}),
    "row-split": act("PDE", _at_a_word, foreign=_at_a_word, things={"row": "other_script_row"}),
    "row-join": act("PDE", things={"row": "script_row"}),
    "row-delete": act("PDE", things={"row": "script_row"}),
    "cell-new": act("PDE", _a_script_cell, foreign=_cited),
    "cell-edit": act("PDE", lambda own: {"text": "Other words"}, foreign=_cited, things=_NARRATION),
    "cell-trim": act("PDE", lambda own: {"out": "-12"}, things={"cell": "script_cell"}),
    "cell-move": act("PDE", _to_the_row, foreign=_to_the_row, things=_NARRATION),
    "cell-delete": act("PDE", things=_NARRATION),
    "cell-pin": act("PDE", lambda own: {"on": "on"}, things={"cell": "script_cell"}),
    "cell-accept": act("PDE", things={"cell": "script_cell"}, prepare=_pinned_before),
    "cell-keep": act("PDE", things={"cell": "script_cell"}, prepare=_pinned_before),
    "cell-words": Row(REGISTERS, things={"cell": "script_cell"}, asked=("?part=0", "?part=x")),
    "script-scene-new": act("PDE", lambda own: {"title": "New"}, foreign=of_the_scene),
    "script-scene-edit": act("PDE", lambda own: {"title": "Other"}, things={"scene": "script_scene"}),
    "script-scene-move": act("PDE", foreign=_after_the_scene, things={"scene": "script_scene"}),
    "script-scene-delete": act("PDE", things={"scene": "script_scene"}),
    "script-undo": act("PDE", prepare=_written),
    "script-redo": act("PDE", prepare=_taken_back),
    "script-since": Row(
        REGISTERS,
        asked=(
            "?revision=0&into=en&on=row-1",
            "?revision=x&on=x-9&into=<>",
            "?sources=&also=cell-1",
            "?also=row-9",
            "?also=scene-x",
        ),
    ),
    "script-sources": act(REGISTERS, lambda own: {"known": '{"1": "0"}'}, writes=False),
    "script-warning-count": Row(REGISTERS),
    "script-warnings": Row(
        REGISTERS, listing=True, asked=("?kind=no_length&sort=-level", "?kind=x&scene=x&sort=x&page=9")
    ),
    # drafts
    "draft-list": Row(REGISTERS),
    "draft-lock": form("PDE", lambda own: {"note": "New", "although_same": "on"}),
    "draft-compare": Row(
        REGISTERS,
        asked=(
            "?old=1&new=working&show=all",
            "?old=working&new=1&export=csv",
            "?export=xlsx&show=all",
            "?old=99",
            "?new=x",
        ),
    ),
    "draft-detail": Row(REGISTERS),
}
