"""Films: mine alone, a new one, the overview of each role, settings that nobody overwrites."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from production.actions import films
from production.models import Film, Membership
from tests.factories import (
    FilmFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def settings_data(film, **changes):
    """What the settings form sends when nothing was touched, with changes."""
    data = {
        name: getattr(film, name)
        for name in (
            "title",
            "slug",
            "directors",
            "company",
            "notice",
            "time_zone",
            "paper",
            "frame_rate",
            "turnaround_hours",
            "issue_hours",
            "lunch_within_hours",
            "lunch_minutes",
            "emergency_number",
            "production_office",
            "production_office_phone",
            "safety_line",
            "confidentiality",
            "approvals",
            "version",
        )
    }
    data["languages"] = film.languages
    data["private_fields"] = film.private_fields
    data["revision_colours"] = "\n".join(film.revision_colours)
    return {**data, **changes}


@pytest.fixture
def overview(film):
    return reverse("film-overview", kwargs={"film": film.slug})


@pytest.fixture
def settings_page(film):
    return reverse("film-settings", kwargs={"film": film.slug})


def test_the_cast_at_the_overview(
    client, client_of, overview, producer, director, editor, crew, viewer, stranger
):
    for member in (producer, director, editor, crew, viewer):
        assert client_of(member).get(overview).status_code == 200
    assert client_of(stranger).get(overview).status_code == 404
    assert client.get(overview).url.startswith(reverse("account_login"))


def test_the_cast_at_the_settings(client, client_of, settings_page, producer, director, crew, stranger):
    assert client_of(producer).get(settings_page).status_code == 200
    for member in (director, crew):
        assert client_of(member).get(settings_page).status_code == 403
    assert client_of(stranger).get(settings_page).status_code == 404
    assert client.get(settings_page).status_code == 302


def test_only_my_films_are_listed(client_of, producer, other_film):
    page = client_of(producer).get(reverse("film-list")).text
    assert "The House in Coyoacán" in page
    assert other_film.title not in page


def test_the_menu_of_films_is_a_fragment(client_of, producer, film):
    client = client_of(producer)
    menu = client.get(reverse("film-list"), {"switch": film.slug}, headers={"HX-Request": "true"}).text
    assert film.title in menu
    assert "<html" not in menu


def test_who_has_no_film_is_told_the_first_step(client_of):
    page = client_of(UserFactory()).get(reverse("film-list")).text
    assert reverse("film-new") in page


def test_home_leads_into_the_only_film(client_of, producer, overview):
    client = client_of(producer)
    assert client.get("/").url == overview
    MembershipFactory(user=producer)
    assert client.get("/").url == reverse("film-list")


NEW = {"title": "The Gate", "time_zone": "Europe/Paris", "paper": "letter", "languages": ["es", "fr"]}


def test_who_creates_a_film_is_its_producer(client_of):
    user = UserFactory()
    response = client_of(user).post(reverse("film-new"), NEW)
    film = Film.objects.get(title="The Gate")
    assert response.url == reverse("film-overview", kwargs={"film": "the-gate"})
    assert (film.paper, film.languages) == ("letter", ["es", "fr"])
    assert Membership.objects.get(film=film).user == user
    assert Membership.objects.get(film=film).role == "producer"


def test_creating_twice_with_one_key_makes_one_film(client_of):
    client = client_of(UserFactory())
    first = client.post(reverse("film-new"), {**NEW, "form_key": "once"})
    second = client.post(reverse("film-new"), {**NEW, "form_key": "once"})
    assert first.url == second.url
    assert Film.objects.count() == 1


@pytest.mark.parametrize("slug", ["new", "house", "No Spaces!"])
def test_an_address_that_cannot_be_is_told_at_its_field(client_of, film, slug):
    page = client_of(UserFactory()).post(reverse("film-new"), {**NEW, "slug": slug})
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"slug"}
    assert "The Gate" in page.text  # nothing typed is lost


def test_addresses_are_made_from_titles():
    FilmFactory(slug="the-gate")
    FilmFactory(slug="the-gate-2")
    assert films.free_slug("The Gate") == "the-gate-3"
    assert films.free_slug("Троцкий") == "film"
    assert films.free_slug("New") == "new-2"
    assert len(films.free_slug("long " * 60)) <= 60


def test_settings_are_saved(client_of, producer, film, settings_page):
    changed = settings_data(
        film,
        slug="casa",
        revision_colours="White\n Blue \n\nPink",
        turnaround_hours=11,
        private_fields=["phone"],
    )
    response = client_of(producer).post(settings_page, changed)
    film.refresh_from_db()
    assert response.url == reverse("film-settings", kwargs={"film": "casa"})
    assert film.revision_colours == ["White", "Blue", "Pink"]
    assert film.turnaround_hours == 11
    assert film.private_fields == ["phone"]
    assert film.history.first().history_user == producer


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 10_000),
        ("time_zone", "Mars/Olympus"),
        ("turnaround_hours", "25"),
        ("turnaround_hours", "-1"),
        ("lunch_minutes", "١٢٣٤٥٦٧٨٩٠" * 600),
        ("revision_colours", " \n \n"),
        ("revision_colours", "White\nwhite"),
        ("revision_colours", "x" * 31),
        ("private_fields", ["password"]),
        ("languages", ["xx"]),
        ("drop_frame", "on"),  # at 25 frames
        ("slug", "new"),
    ],
)
def test_bad_settings_are_told_and_nothing_is_saved(client_of, producer, film, settings_page, field, value):
    page = client_of(producer).post(settings_page, settings_data(film, **{field: value}))
    assert page.status_code == 200
    assert field in page.context["form"].errors or "__all__" in page.context["form"].errors
    film.refresh_from_db()
    assert film.version == 1


def test_two_people_change_settings_at_once(client_of, producer, film, settings_page):
    stale = settings_data(film)
    client = client_of(producer)
    client.post(settings_page, settings_data(film, company="Company of A"))
    merged = client.post(settings_page, {**stale, "directors": "Director of B"})
    film.refresh_from_db()
    assert merged.status_code == 302
    assert (film.company, film.directors) == ("Company of A", "Director of B")
    conflict = client.post(settings_page, {**stale, "company": "Company of B"})
    film.refresh_from_db()
    assert conflict.status_code == 409
    assert "Company of A" in conflict.text
    assert "Company of B" in conflict.text
    assert film.company == "Company of A"


def picture():
    body = BytesIO()
    Image.new("RGB", (40, 20), "navy").save(body, "PNG")
    return SimpleUploadedFile("logo.png", body.getvalue(), "image/png")


def test_a_logo_comes_and_goes(client_of, producer, film, settings_page):
    client = client_of(producer)
    client.post(settings_page, settings_data(film, new_logo=picture()))
    film.refresh_from_db()
    assert film.logo.film == film
    assert film.logo.name == "logo.png"
    client.post(settings_page, settings_data(film, remove_logo="on"))
    film.refresh_from_db()
    assert film.logo is None


def test_a_logo_that_is_no_picture_loses_nothing_typed(client_of, producer, film, settings_page):
    fake = SimpleUploadedFile("logo.png", b"%!PS-Adobe-3.0 EPSF", "image/png")
    page = client_of(producer).post(settings_page, settings_data(film, new_logo=fake, company="Typed"))
    assert "new_logo" in page.context["form"].errors
    assert "Typed" in page.text
    film.refresh_from_db()
    assert film.company == ""


def test_the_side_shows_only_rooms_that_one_may_enter(client_of, film, producer, crew, overview):
    def rooms(user):
        page = client_of(user).get(overview)
        side = page.text.split('<nav aria-label="Film">')[1].split("</nav>")[0]
        return {
            name
            for name in ("film-settings", "member-list", "film-overview")
            if reverse(name, kwargs={"film": film.slug}) + '"' in side
        }

    assert rooms(producer) == {"film-settings", "member-list", "film-overview"}
    assert rooms(crew) == {"film-overview"}
