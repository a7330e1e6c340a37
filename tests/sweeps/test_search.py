"""Whatever is edited is found at once: every findable kind, through its own form, bin and restore."""

import pytest
from django.urls import reverse

from production.access import access_of
from production.models import Record
from production.models.indexing import findables
from production.search import find, results
from production.words import read
from tests.sweeps.pages import Page
from tests.sweeps.test_models import ids, our_models
from tests.sweeps.visits import rolled_back

pytestmark = pytest.mark.django_db

# How each kind is edited: the noun of its addresses, the thing, the field that is searched
EDITED = {
    "production.person": ("person", "person", "name"),
    "production.scene": ("scene", "scene", "synopsis"),
    "production.theme": ("theme", "theme", "name"),
    "production.location": ("location", "location", "rules"),
    "production.set": ("set", "set", "name"),
    "production.permit": ("permit", "permit", "conditions"),
    "production.locationpicture": ("picture", "picture", "caption"),
    "production.shootday": ("day", "other_day", "unit"),
    "production.runningitem": ("item", "pinned_item", "title"),
    "production.release": ("release", "release", "limits"),
    "production.evidence": ("evidence", "evidence", "words"),
    "production.shot": ("shot", "shot", "description"),
    "production.archiveclip": ("clip", "clip", "title"),
    "production.copy": ("copy", "copy", "name"),
    "production.source": ("source", "loose_source", "name"),
    "production.historicalevent": ("event", "event", "title"),
    "interviews.subject": ("subject", "subject", "brief"),
    "interviews.question": ("question", "question", "text"),
    "interviews.interview": ("interview", "interview", "title"),
    "interviews.recording": ("recording", "recording", "reel"),
    "interviews.segment": ("segment", "segment", "gist"),
    "script.script": ("script", "script", "title"),
}
# Records that nobody looks for by words, and why
UNFOUND = {
    "production.Film": "one searches inside of it",
    "production.Membership": "an account; the person is found in the register",
    "production.TravelTime": "minutes between two places that are found themselves",
    "production.Call": "times of a person on a day; both are found",
    "production.Vehicle": "a line of its day's page, whose passengers are found",
    "production.DepartmentNote": "a line of its day's call sheet",
    "production.ProductionReport": "what its day was, which is found",
    "interviews.Proxy": "a file of its recording, which is found",
    "interviews.Transcript": "its words are found, one cue at a time",
    "interviews.Translation": "as its transcript",
}
# What stands in the address of its owner
WITHIN = {
    "set": "location",
    "permit": "location",
    "locationpicture": "location",
    "evidence": "release",
    "copy": "clip",
    "question": "subject",
    "recording": "interview",
    "segment": "recording",
}
# Edited where they stand: tests/interviews/test_search.py and tests/script/test_search.py look at them
LINES = {"interviews.cue", "interviews.translatedcue", "script.cell"}
WORD = "Ñandúes"


def found(world, label):
    """Whether this kind's row is found by the word; what else carries it (a scene its set) isn't asked."""
    access = access_of(world.own.users["producer"], world.own.film.slug)
    hits = find(access, read("nandues")).hits
    return bool([hit for hit in hits if hit[0] == label and results(access, [hit])])


def url_of(world, name, thing):
    kwargs = {"film": world.own.film.slug, **owner(thing), name.rsplit("-", 1)[0]: thing.pk}
    return reverse(name, kwargs=kwargs)


def owner(thing):
    name = WITHIN.get(thing._meta.model_name)
    return {name: getattr(thing, f"{name}_id")} if name else {}


def edit(world, url, **changed):
    client = world.clients["producer"]
    form = Page(client.get(url).content.decode()).form_for(url)
    response = client.post(url, {**form.data(), **changed})
    assert response.status_code == 302, response.context and response.context["form"].errors


@pytest.mark.parametrize("model", [m for m in our_models() if issubclass(m, Record)], ids=ids)
def test_every_record_is_found_or_said_why_not(model):
    label = model._meta.label
    is_findable = model in {one.model for one in findables()}
    if label in UNFOUND:
        assert not is_findable, f"{label} is found: take it off the list"
    else:
        assert is_findable, f"{label}: say in its app's search.py how it is found, or in UNFOUND why not"


def test_the_list_of_exceptions_names_what_exists():
    assert set(UNFOUND) <= {model._meta.label for model in our_models()}


def test_every_findable_kind_is_edited_here():
    assert {one.model._meta.label_lower for one in findables()} == set(EDITED) | LINES


@pytest.mark.parametrize("label", EDITED)
def test_what_is_edited_is_found_at_once(world, label):
    noun, name, field = EDITED[label]
    thing = world.own.things[name]
    client = world.clients["producer"]
    with rolled_back():
        assert not found(world, label)
        edit(world, url_of(world, f"{noun}-edit", thing), **{field: WORD})
        assert found(world, label), "after its form"
        client.post(url_of(world, f"{noun}-bin", thing))
        assert not found(world, label), "after the bin"
        client.post(url_of(world, f"{noun}-restore", thing))
        assert found(world, label), "after it was restored"
        edit(world, url_of(world, f"{noun}-edit", thing), **{field: "Otra cosa"})
        assert not found(world, label), "after it was edited again"
