"""Release forms to print in tests and benchmarks."""

from datetime import date, timedelta
from decimal import Decimal

from production.pdf.release_form_content import KINDS, ReleaseForm
from tests.production.pdf.papers import HEAD, ON

OF_FILM = {"directors": "Adolfo Videla", "office": "Avenida de Muestra 21", "phone": "+52 55 555-0100"}
BLANK = {kind: ReleaseForm(HEAD, kind, **OF_FILM) for kind in KINDS}
_FILLED = {
    "appearance": {"person": "Esteban Volkov", "fee": Decimal("1500"), "currency": "MXN"},
    "minor": {"person": "A child", "signer": "The mother"},
    "estate": {
        "person": "Octavio Fernández",
        "died": date(2003, 6, 21),
        "heirs": ("First heir", "Second heir", "Third heir"),
    },
    "location": {"place": "House", "address": "Calle de Muestra 410", "on_behalf_of": "The museum"},
    "materials": {
        "material": "Three photographs of picnics, 1939",
        "owner": "Esteban Volkov",
        "copyright_holder": "The photographer's heirs",
        "limits": "not before the broadcast",
    },
    "crowd": {"place": "House, both gates", "posted_where": "Both gates"},
}
FILLED = {kind: ReleaseForm(HEAD, kind, **OF_FILM, **_FILLED[kind], dates=(ON,)) for kind in KINDS}


def heirs_of(count):
    """The form of an estate with so many heirs."""
    names = tuple(f"Heir number {n}" for n in range(count))
    dates = tuple(ON + timedelta(days=n) for n in range(3))
    return ReleaseForm(HEAD, "estate", **OF_FILM, person="Octavio Fernández", heirs=names, dates=dates)
