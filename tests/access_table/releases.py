"""Releases and their evidence."""

from typing import Any

from tests.access_table.row import PRODUCER, Row, Rows, act, binned, form


def _a_release(own: Any) -> dict[str, Any]:
    return {"kind": "location", "location": own.things["location"].pk, "state": "needed"}


def _a_withdrawal(own: Any) -> dict[str, Any]:
    return {
        "withdrawn_on": "2003-07-01",
        "withdrawal_ground": "By telephone",
        "withdrawal_decision": "pending",
        "understood": "on",
    }


TABLE: Rows = {
    # releases
    "release-list": Row("PDE", listing=True),
    "release-detail": Row("PDE"),
    "release-new": form(PRODUCER, _a_release, asked_foreign={"person": "person", "location": "location"}),
    "release-edit": form(PRODUCER),
    "release-form": Row("PDE", asked=("?language=es&paper=letter",)),
    "release-forms": Row("PDE"),
    **{
        f"release-form-{kind}": Row("PDE", asked=("?language=es&paper=letter",))
        for kind in ("appearance", "minor", "estate", "location", "materials", "crowd")
    },
    "release-withdraw": form(PRODUCER, _a_withdrawal, things={"release": "given_release"}),
    "evidence-new": form(PRODUCER, lambda own: {"kind": "note", "on": "2003-06-17", "words": "New"}),
    "evidence-edit": form(PRODUCER),
    "evidence-bin": act(PRODUCER),
    "evidence-restore": act(PRODUCER, prepare=binned("evidence")),
    "release-bin": act(PRODUCER),
    "release-restore": act(PRODUCER, prepare=binned("release")),
}
