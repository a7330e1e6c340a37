"""Nobody sees or changes what isn't theirs, at any address."""

import pytest

from tests.access_table import TABLE, rows
from tests.sweeps.addresses import addresses
from tests.sweeps.sweep import Sweep

pytestmark = pytest.mark.django_db
ADDRESSES = addresses()


def test_every_address_stands_in_the_table():
    names = {found.name for found in ADDRESSES}
    missing = sorted(names - set(TABLE))
    assert not missing, f"say in tests/access_table/ who may do what at: {', '.join(missing)}"
    assert not sorted(set(TABLE) - names), "rows of addresses that don't exist any more"


VISITS = [
    pytest.param(found, row, id="-".join([found.name, *row.things.values()]))
    for found in ADDRESSES
    if found.name in TABLE
    for row in rows(found.name)
]


@pytest.mark.parametrize(("found", "row"), VISITS)
def test_nobody_gets_what_is_not_theirs(world, found, row):
    wrong = Sweep(world, found, row).run()
    assert not wrong, "\n".join(wrong)
