"""Every page of the demo film, as its producer sees it: nobody is kept out, on no screen."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from interviews.actions import transcript_imports
from interviews.models import Question, TranscriptImport, Translation
from production.models import (
    Copy,
    DepartmentNote,
    Evidence,
    Import,
    Permit,
    SavedFilter,
    Set,
    TravelTime,
    Vehicle,
)
from production.models import IssuedCallSheet as CallSheet
from script import cutting
from script.actions import content, cut_import, paper_edits
from script.formats import otio
from script.models import Row, ScriptImport
from tests.access_table import rows
from tests.production.imports import checked
from tests.sweeps.addresses import Address, addresses

PIECES = 8  # of about equal length, so that several workers share them

# the demo film has no pictures and no files
NOTHING_THERE = {"picture-edit", "file-detail", "file-preview"}
# papers and files, whatever their address is called
NO_PAGES = {"subject-lap-sheet", "clip-pbcore", "clip-list-pbcore", "film-export", "shot-row", "release-form"}
# the way in has its own journeys; these lead on at once, or belong to a mail
ELSEWHERE = {
    "home",
    "account_confirm_email",
    "account_reset_password_from_key",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "account_set_password",
    "account_login",
    "account_signup",
    "account_reset_password",
    "invitation-accept",
    "day-readiness",  # a part of the day's page
    "calendar-feed",  # for calendar programs
    # what the log and a transcript ask for behind their pages
    "log-cues",
    "log-segments",
    "segment-row",
    "transcript-cues",
    "proxy-play",
    "proxy-upload",
    "transcript-export-file",
    "script-words-export",
    "proxy-folder",  # not there without a folder of media
    # what the page of a script asks for behind it
    "script-drawer",
    "script-since",
    "script-warning-count",
    "cell-words",
    # files
    "script-export",
    "script-segments-export",
}


def is_page(address: Address) -> bool:
    known = rows(address.name)[0]
    if address.name in NOTHING_THERE | ELSEWHERE | NO_PAGES or address.name.endswith("-pdf"):
        return False
    if address.name.startswith("release-form-"):
        return False
    if "GET" not in known.methods:
        return False
    return "P" in known.who if address.is_of_a_film else known.status == 200


PAGES = [address for address in addresses() if is_page(address)]


def things(film) -> dict[str, object]:
    """What the parameters of an address stand for; the second day has been issued twice."""
    day = film.shoot_days.get(date="2003-06-09")
    return {
        "film": film.slug,
        "member": film.memberships.get(role="crew").pk,
        "day": day.pk,
        "vehicle": Vehicle.objects.filter(day=day).first().pk,
        "note": DepartmentNote.objects.filter(day=day).first().pk,
        "item": day.running_items.first().pk,
        "scene": film.scenes.get(number="8").pk,
        "sheet": CallSheet.objects.filter(day=day).latest("version").pk,
        "person": film.people.get(name="Esteban Volkov").pk,
        "location": film.locations.get(name="House in Coyoacán").pk,
        "set": Set.objects.filter(location__name="House in Coyoacán").first().pk,
        "permit": Permit.objects.filter(location__name="House in Coyoacán").first().pk,
        "travel": TravelTime.objects.filter(origin__name="House in Coyoacán").first().pk,
        "theme": film.themes.first().pk,
        "release": (evidence := Evidence.objects.filter(release__film=film).first()).release_id,
        "evidence": evidence.pk,
        "source": film.archive_sources.first().pk,
        "clip": (copy := Copy.objects.filter(clip__film=film).first()).clip_id,
        "copy": copy.pk,
        "shot": film.shots.first().pk,
        "subject": (question := Question.objects.filter(subject__film=film).first()).subject_id,
        "question": question.pk,
        "event": film.events.first().pk,
        "report": film.signed_reports.last().pk,
        "filter": a_filter(film).pk,
        "imported": a_table(film).pk,
        **said(film),
        **written(film),
        "kind": "scene",
        "record": film.scenes.get(number="8").pk,
    }


def said(film) -> dict[str, object]:
    """An interview with all that hangs on it."""
    translation = Translation.objects.get(transcript__recording__interview__film=film)
    transcript = translation.transcript
    recording = transcript.recording
    return {
        "interview": recording.interview_id,
        "recording": recording.pk,
        "transcript": transcript.pk,
        "translation": translation.pk,
        "cue": transcript.cues.first().pk,
        "segment": recording.segments.first().pk,
        "transcript_import": a_log(recording).pk,
    }


def written(film) -> dict[str, object]:
    """The script that the film is cut by, and its last draft."""
    script = film.scripts.get(is_working=True)
    row = Row.objects.filter(scene__script=script, cells__element="soundbite").first()
    return {
        "script": script.pk,
        "draft": script.drafts.last().pk,
        "cut_import": a_cut(script).pk,
        "script_import": a_paper_edit(script).pk,
        "row": row.pk,
        "cell": row.cells.filter(element="soundbite").first().pk,
    }


def a_cut(script) -> ScriptImport:
    """The demo film has none that waits: its own script as it went out."""
    waits = ScriptImport.objects.filter(script=script, kind="cut", state="open").first()
    if waits is not None:
        return waits
    by = script.film.memberships.get(role="producer").user
    cut = cutting.cut(content.script(script)).cut
    data = otio.write(cut)
    imported = cut_import.look_first(script=script, name="cut.otio", data=data, rate=None, by=by)
    return cut_import.keep(imported=imported, data=data)


def a_paper_edit(script) -> ScriptImport:
    """What was said, a heading, and words that nobody said."""
    waits = ScriptImport.objects.filter(script=script, kind="paper_edit", state="open").first()
    if waits is not None:
        return waits
    said = content.script(script).cells
    words = next(cell.words for cell in said if cell.element == "soundbite" and cell.words)
    data = f"THE GARDEN\n\nVOLKOV: {words}\n\nNobody said these.\n\nV.O.: A wall.".encode()
    by = script.film.memberships.get(role="producer").user
    found = paper_edits.look_first(script=script, kind="paper_edit", name="paper.txt", data=data, by=by)
    return paper_edits.keep(imported=found, data=data)


def a_log(recording) -> TranscriptImport:
    """The demo film has none that waits; a table whose columns are still to be chosen."""
    waits = TranscriptImport.objects.filter(recording=recording, state="open").first()
    if waits is not None:
        return waits
    by = recording.interview.film.memberships.get(role="producer").user
    rows = b"In,Out,Gist\n02:00:05:00,02:00:09:00,The gate\n02:00:12:00,02:00:15:00,The garden\n"
    log = transcript_imports.look_first(recording=recording, name="log.csv", data=rows, by=by)
    return transcript_imports.keep(imported=log, data=rows)


def a_table(film) -> Import:
    """The demo film has none; one that waits for a mended row."""
    by = film.memberships.get(role="producer").user
    rows = "Name,Department,E-mail\nAna Ruiz,camera,ana@example.org\nBruno Paz,nowhere,bruno\n"
    return film.imports.first() or checked(film, by, "people", rows)


def a_filter(film) -> SavedFilter:
    """The demo film has none; one of its producer's."""
    owner = film.memberships.get(role="producer").user
    return SavedFilter.objects.get_or_create(film=film, owner=owner, page="scene-list", name="Nights")[0]


def pages(film, piece: int) -> Iterator[str]:
    known = things(film)
    for address in PAGES[piece::PIECES]:
        yield reverse(address.name, kwargs={name: known[name] for name in address.parameters})


def faults_of(page: Page, address: str, demo) -> Iterator[str]:
    if (over := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
        yield f"{address} is {over} pixels too wide"
    thing, dash, whole = page.title().rpartition(" – ")
    if not (thing.strip() and dash and whole in {demo.title, "Rodaje"}):
        yield f"{address} is called {page.title()!r}"
    if (number := page.get_by_role("heading", level=1).count()) != 1:
        yield f"{address} has {number} headings of the first level"


# what lies under the bars at the bottom is a matter of where the page is scrolled to
PUT_DOWN = """() => {
    for (const bar of document.querySelectorAll('.bottom-bar, .form-buttons'))
        bar.style.position = 'static';
}"""


@pytest.mark.parametrize("piece", range(PIECES))
def test_every_page_is_for_everybody(page: Page, phone: Page, member, demo, axe, piece):
    """Light at a desk by all rules, dark on a phone by those that the screen changes."""
    page.emulate_media(color_scheme="light")
    phone.emulate_media(color_scheme="dark")
    faults = []
    for screen, rules in ((page, ()), (phone, ("color-contrast", "target-size"))):
        member(screen, "producer")
        for address in pages(demo, piece):
            assert screen.goto(address).status == 200, address
            screen.evaluate(PUT_DOWN)
            try:
                axe(screen, *rules)
            except AssertionError as found:
                faults.append(f"{address} {'(phone) ' if rules else ''}{found}")
            faults += faults_of(screen, address, demo)
    assert not faults, "\n\n".join(faults)


def test_the_sweep_sees_a_fault(page: Page, member, demo, axe):
    """The positive control: a picture without words and pale letters are found."""
    member(page, "producer")
    page.goto(reverse("film-list"))
    page.evaluate(
        """() => {
            document.getElementById('main').append(new Image());
            document.querySelector('h1').style.color = '#eee';
        }"""
    )
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
    with pytest.raises(AssertionError, match="color-contrast"):
        axe(page, "color-contrast")


FOCUSED = """() => {
    const one = document.activeElement;
    const style = getComputedStyle(one);
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
    const name = one.getAttribute('aria-label') || one.labels?.[0]?.innerText || one.innerText || one.value;
    return {
        name: (name || '').trim(),
        tag: one.tagName,
        seen: ring || style.boxShadow !== 'none',
    };
}"""

MAIN_ACTIONS = {
    "film-list": "New film",
    "person-list": "New person",
    "location-list": "New location",
    "scene-list": "New scene",
    "stripboard": "Lift",
    "day-detail": "Call sheet",
    "call-sheet-draft": "Compare two versions",
    "call-sheet-detail": "For the phone",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_keyboard_reaches_what_matters_and_shows_where_it_is(page: Page, member, demo, theme):
    member(page, "producer")
    page.emulate_media(color_scheme=theme)
    known = things(demo)
    for name, action in MAIN_ACTIONS.items():
        parameters = next(address.parameters for address in PAGES if address.name == name)
        page.goto(reverse(name, kwargs={part: known[part] for part in parameters}))
        met = []
        for _ in range(60):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            if focused["tag"] == "BODY":
                break  # once around
            assert focused["seen"], f"{name}: nothing shows that {focused} has the focus"
            met.append(focused["name"])
            if action in focused["name"] and len(met) > 30:
                break
        assert any(action in one for one in met), f"{name}: {action} is not reached: {met}"
