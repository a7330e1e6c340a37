"""Promise 3: nobody sees what isn't theirs. And the sweep that says so would find it if they did."""

import pytest

from tests.access_table import TABLE, rows
from tests.prove.faults import faults
from tests.prove.scale import scaled, spread
from tests.sweeps.addresses import addresses
from tests.sweeps.sweep import METHODS, Sweep
from tests.sweeps.visits import rolled_back, visit

pytestmark = pytest.mark.django_db
ADDRESSES = [found for found in addresses() if found.name in TABLE]


def limited_forms(world):
    """Addresses whose form chooses among rows of the film."""
    return {
        found.name
        for found in ADDRESSES
        if found.is_of_a_film and "POST" in rows(found.name)[0].methods and _choices(world, found)
    }


def _choices(world, found):
    sweep = Sweep(world, found, rows(found.name)[0])
    with rolled_back():
        if sweep.row.prepare:
            sweep.row.prepare(world.own)
        sweep.what_is_sent()
    return {name: model for name, model in sweep.choices.items() if name != "membership"}


def missed(world, planted):
    """The faults that the sweep doesn't find."""
    lost = []
    for fault in planted:
        with fault.plant(world, fault.address):
            if not Sweep(world, fault.address, fault.row, at_once=True).run():
                lost.append(str(fault))
    return lost


def test_planted_faults_of_every_kind_are_found(world):
    by_kind = {fault.what: fault for fault in faults(ADDRESSES, limited_forms(world))}
    assert len(by_kind) >= 10
    assert missed(world, by_kind.values()) == []


@pytest.mark.prove
def test_planted_faults_are_found(world, figure):
    everything = faults(ADDRESSES, limited_forms(world))
    planted = spread(everything, scaled(160, len(everything)))
    lost = missed(world, planted)
    found = f"{len(planted) - len(lost)} of {len(planted)}"
    figure("3", f"planted faults found (of {len(everything)} that could be made)", found, "40 of 40")
    assert not lost, "\n".join(lost)


@pytest.mark.prove
def test_every_visitor_by_every_method(world, figure):
    before, found = world.requests, []
    pairs = [(address, row) for address in ADDRESSES for row in rows(address.name)]
    for address, row in spread(pairs, scaled(40, len(pairs))):
        found += Sweep(world, address, row, thorough=True).run()
    kinds = f"{len(world.clients)} visitors × {len(METHODS)} methods × own, foreign, mixed"
    figure("3", f"{world.requests - before} requests: {kinds}", f"{len(found)} leaks or foreign writes", "0")
    assert not found, "\n".join(found)


def test_the_visitors_are_who_they_are_said_to_be(world):
    """A positive control: a member signed in is answered, and so is everybody at their own pages."""
    for who in world.clients:
        status = visit(world, who, "GET", "/films/").status
        assert status == (302 if who in world.unknown else 200), who
