"""PBCore: what goes out about a clip, in the order of the schema, readable by anybody's parser."""

import re
import tracemalloc
from itertools import islice

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from production.actions.archive import pbcore_asset
from production.formats import pbcore
from production.formats.pbcore import Asset, Identifier, Instantiation
from production.forms.fields import LANGUAGE_CODES
from production.models import ArchiveClip, Copy
from tests import hostile
from tests.factories import ArchiveClipFactory, ContributorFactory, CopyFactory, SourceFactory, ThemeFactory

N = {"p": pbcore.NAMESPACE}
ITEM = Instantiation((Identifier("220606-08", "Footage Farm"),), "Footage Farm", "Moving Image")
ASSET = Asset("Clip", (Identifier("220606-08", "Footage Farm"),), "Funeral", "The funeral.", (ITEM,))


def read(answer):
    return etree.fromstring(b"".join(answer.streaming_content))


def texts(tree, path):
    return [element.text for element in tree.xpath(path, namespaces=N)]


@pytest.fixture
def clip(film):
    source = SourceFactory(film=film, name="Footage Farm")
    clip = ArchiveClipFactory(
        film=film,
        source=source,
        title="1940 – Mexico: Trotsky's Funeral",
        catalogue_number="220606-08",
        date="22 August 1940",
        colour="black_and_white",
        sound="silent",
        language="es",
        people_named="Natalia Sedova",
        people=[ContributorFactory(film=film, name="Esteban Volkov")],
        notes="Only for us",
    )
    clip.themes.set([ThemeFactory(film=film, name="20 August")])
    better = CopyFactory(clip=clip, kind="work_copy", rate="30000/1001", drop_frame=True, name="FF-2")
    CopyFactory(
        clip=clip,
        name="FF-1",
        file_name="220606-08.mov",
        place="Drive A",
        start_timecode="03:40:22",
        watermarked=True,
        burnt_in=True,
        received_on="2003-05-12",
        replaced_by=better,
    )
    return clip


@pytest.mark.django_db
def test_a_clip_tells_what_it_is_and_where_its_copies_lie(film, viewer, client_of, clip):
    answer = client_of(viewer).get(reverse("clip-pbcore", args=[film.slug, clip.pk]))
    assert answer["Content-Type"].startswith("application/xml")
    tree = read(answer)
    assert etree.QName(tree).localname == "pbcoreDescriptionDocument"
    numbers = [(e.text, e.get("source")) for e in tree.findall("p:pbcoreIdentifier", N)]
    assert numbers == [("220606-08", "Footage Farm"), (f"clip/{clip.pk}", "Rodaje")]
    assert texts(tree, "p:pbcoreTitle") == ["1940 – Mexico: Trotsky's Funeral"]
    [date] = tree.findall("p:pbcoreAssetDate", N)
    assert (date.text, date.get("annotation")) == ("1940-08-22", "22 August 1940")
    subjects = [(e.get("subjectType"), e.text) for e in tree.findall("p:pbcoreSubject", N)]
    assert subjects == [("Theme", "20 August"), ("Person", "Esteban Volkov"), ("Person", "Natalia Sedova")]
    [description] = tree.findall("p:pbcoreDescription", N)
    assert (description.get("startTime"), description.get("endTime")) == ("03:40:22", "03:43:33")
    item, work, screener = tree.findall("p:pbcoreInstantiation", N)
    assert texts(item, "p:instantiationDuration") == ["00:03:11"]
    assert texts(item, "p:instantiationLanguage") == ["spa"]
    assert texts(work, "p:instantiationEssenceTrack/p:essenceTrackFrameRate") == ["29.97"]
    assert texts(screener, "p:instantiationLocation") == ["Drive A"]
    assert texts(screener, "p:instantiationTimeStart") == ["03:40:22"]
    assert texts(screener, "p:instantiationRelation/p:instantiationRelationIdentifier") == texts(
        work, "p:instantiationIdentifier[@source='Rodaje']"
    )
    kinds = [e.get("annotationType") for e in screener.findall("p:instantiationAnnotation", N)]
    assert kinds == ["Watermark", "Burnt-in timecode"]
    assert "Only for us" not in etree.tostring(tree, encoding="unicode")


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("22 Aug 1940", "1940-08-22"),
        ("Aug 1940", "1940-08"),
        ("1940", "1940"),
        ("1940s", "1940-01-01/1949-12-31"),
        ("1937–38", "1937-01-01/1938-12-31"),
        ("24–25 May 1940", "1940-05-24/1940-05-25"),
    ],
)
@pytest.mark.django_db
def test_a_date_goes_as_far_as_its_source(film, typed, iso):
    asset = pbcore_asset(ArchiveClipFactory(film=film, date=typed))
    assert (asset.date, asset.date_given) == (iso, typed)


@pytest.mark.django_db
def test_the_list_goes_out_as_it_is_filtered(film, viewer, client_of, clip):
    ArchiveClipFactory(film=film, kind="object", title="Glasses")
    url = reverse("clip-list-pbcore", args=[film.slug])
    titles = "p:pbcoreDescriptionDocument/p:pbcoreTitle"
    assert len(texts(read(client_of(viewer).get(url)), titles)) == 2
    assert texts(read(client_of(viewer).get(url, {"kind": "object"})), titles) == ["Glasses"]


def test_every_language_of_the_film_has_its_three_letters():
    for code in LANGUAGE_CODES:
        instantiation = Instantiation(ITEM.identifiers, "x", "Text", language=code)
        asset = Asset("Clip", ASSET.identifiers, "T", "D", (instantiation,))
        assert re.search(r"<instantiationLanguage>[a-z]{3}<", pbcore.document(asset)), code


@given(st.text(max_size=40))
def test_any_text_comes_out_as_it_went_in(text):
    asset = Asset("Clip", (Identifier(text, text),), text, text, (), date_given=text, creator=text)
    tree = etree.fromstring(pbcore.document(asset).encode())
    [title] = tree.findall("p:pbcoreTitle", N)
    carried = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f]", " ", text).translate({0xFFFE: "\ufffd", 0xFFFF: "\ufffd"})
    carried = carried.replace("\r\n", "\n").replace("\r", "\n")  # as XML reads line ends
    assert (title.text or "") == carried


@pytest.mark.parametrize("text", hostile.STRINGS.values(), ids=hostile.STRINGS)
def test_hostile_texts_are_nothing_but_text(text):
    asset = Asset("Clip", (Identifier("1", text),), text, text, (ITEM,), themes=(text,), people=(text,))
    tree = etree.fromstring("".join(pbcore.collection([asset], title=text)).encode())
    plain = etree.fromstring("".join(pbcore.collection([_worded("x")], title="x")).encode())
    assert [e.tag for e in tree.iter()] == [e.tag for e in plain.iter()]


def _worded(text):
    return Asset("Clip", (Identifier("1", text),), text, text, (ITEM,), themes=(text,), people=(text,))


def test_a_long_list_is_never_held_as_a_whole():
    tracemalloc.start()
    try:
        pieces = pbcore.collection((ASSET for _n in range(20_000)), title="Long")
        size = sum(map(len, pieces))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert size > 10_000_000
    assert peak < 1_000_000


def test_the_first_clip_goes_out_before_the_last_is_asked_for():
    asked = []

    def clips():
        for number in range(1_000):
            asked.append(number)
            yield ASSET

    list(islice(pbcore.collection(clips(), title="Long"), 3))
    assert asked == [0]


# -- the schema --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schema(samples):
    return etree.XMLSchema(etree.parse(str(samples / "pbcore-2.1.xsd")))


@pytest.mark.django_db
def test_every_kind_of_clip_is_valid(film, viewer, client_of, clip, schema):
    for kind in ArchiveClip.Kind:
        for colour, sound in zip([*ArchiveClip.Colour, ""], [*ArchiveClip.Sound, "", ""], strict=True):
            ArchiveClipFactory(film=film, kind=kind, colour=colour, sound=sound, rate="25/1")
    bare = ArchiveClipFactory(
        film=film, source=None, catalogue_number="", timecode_in="", timecode_out="", description=""
    )
    for kind in Copy.Kind:
        CopyFactory(clip=bare, kind=kind)
    client = client_of(viewer)
    schema.assertValid(read(client.get(reverse("clip-pbcore", args=[film.slug, bare.pk]))))
    schema.assertValid(read(client.get(reverse("clip-pbcore", args=[film.slug, clip.pk]))))
    schema.assertValid(read(client.get(reverse("clip-list-pbcore", args=[film.slug]))))


def test_hostile_texts_are_valid(schema):
    for text in hostile.STRINGS.values():
        schema.assertValid(etree.fromstring(pbcore.document(_worded(text)).encode()))
