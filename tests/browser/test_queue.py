"""What a page changes waits for the server: in order, each once, over lost connections and reloads."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from interviews.models import Segment
from tests.browser import patience
from tests.factories import InterviewFactory, RecordingFactory, SegmentFactory

pytestmark = pytest.mark.django_db(transaction=True)

BEGIN = """async ([name, urls]) => {
    const { Queue } = await import("/static/production/queue.js");
    window.states = [];
    window.answers = [];
    window.problems = [];
    window.queue = new Queue({
        name,
        onState: (told) => { window.told = told; window.states.push(told.state); },
        onAnswer: (entry, row) => window.answers.push([entry.what, row.id, row.version]),
        onProblem: (entry) => window.problems.push([entry.what, entry.problem.status, entry.problem.body]),
    });
    window.make = (on, start) => window.queue.push({
        on,
        url: urls.make,
        what: on,
        data: { answer: "row", in_frame: `#${start}`, out_frame: `#${start + 10}` },
    });
    window.edit = (on, data) => window.queue.push({
        on, url: urls.edit, what: JSON.stringify(data), data: { answer: "row", ...data },
    });
    window.queue.send();
}"""


@pytest.fixture
def recording(film):
    return RecordingFactory(interview=InterviewFactory(film=film))


@pytest.fixture
def begin(page: Page, login, editor, recording):
    one = reverse("segment-row", args=[recording.interview.film.slug, recording.pk, 0]).removesuffix("0/")
    urls = {"make": f"{one}new/", "edit": f"{one}{{id}}/edit/"}
    login(page, editor)

    def load():
        page.goto(f"{one}new/")
        page.evaluate(BEGIN, ["test", urls])

    load()
    return load


def until(page, said):
    """The page's policy lets nobody but the debugger evaluate text, so the waiting is done here."""
    patience.until(page, lambda: page.evaluate(said))


def all_sent(page):
    until(page, "told.waits === 0 && told.state === 'saved'")


def frames():
    return list(Segment.objects.order_by("pk").values_list("in_frame", flat=True))


def test_changes_arrive_in_order_and_learn_the_row_that_was_made(page: Page, begin, console):
    page.evaluate(
        """() => {
            make("new-1", 100);
            edit("new-1", { version: "", gist: "First" });
            edit("new-1", { version: "", gist: "Second" });
            make("new-2", 200);
            edit("new-1", { version: "", rating: 4 });
        }"""
    )
    all_sent(page)
    first, second = Segment.objects.order_by("pk")
    assert (first.gist, first.rating, first.version, second.in_frame) == ("Second", 4, 4, 200)
    assert page.evaluate("queue.idOf('new-1')") == first.pk
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("answers.map(([what]) => what)")[3] == "new-2"


def test_without_a_connection_it_waits_over_a_reload_and_is_sent_once(page: Page, begin, console):
    console.allow("ERR_INTERNET_DISCONNECTED")
    console.allow("ERR_FAILED")
    page.context.set_offline(True)
    page.evaluate("for (const [name, at] of [['a', 1], ['b', 2], ['c', 3]]) make(name, at)")
    until(page, "told.state === 'lost' && told.waits === 3")
    assert frames() == []
    page.route(
        "**/segments/new/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    page.context.set_offline(False)  # it sends at once
    begin()
    until(page, "told.waits === 3")
    page.unroute("**/segments/new/")
    page.evaluate("queue.send()")
    all_sent(page)
    assert frames() == [1, 2, 3]


def test_an_answer_that_got_lost_makes_no_double(page: Page, begin, console):
    console.allow("ERR_FAILED")
    lost = []

    def lose(route):
        if route.request.method != "POST":
            route.continue_()
            return
        route.fetch()  # the server takes it, and the page never hears of it
        lost.append(route.request.url)
        route.abort()
        page.unroute("**/segments/new/")

    page.route("**/segments/new/", lose)
    page.evaluate("make('a', 5)")
    all_sent(page)
    assert len(lost) == 1
    assert frames() == [5]
    assert page.evaluate("answers.length") == 1


def test_what_was_refused_stays_and_holds_its_row_alone(page: Page, begin, recording, console):
    console.allow("422")
    console.allow("409")
    other = SegmentFactory(recording=recording, gist="Theirs", version=7)
    page.evaluate(
        """([other]) => {
            make("bad", 90_000);
            edit("bad", { version: "", gist: "Held" });
            make("good", 7);
            edit(other, { version: 7, gist: "Mine" });
        }""",
        [other.pk],
    )
    until(page, "told.problems.length === 1 && told.waits === 1")
    (bad,) = page.evaluate("problems")
    assert (bad[0], bad[1]) == ("bad", 422)
    assert "ends at" in str(bad[2]["errors"]) or "goes from" in str(bad[2]["errors"])
    page.evaluate("queue.resolve(told.problems[0].key, { in_frame: '#80', out_frame: '#90' })")
    all_sent(page)
    assert sorted(Segment.objects.values_list("gist", flat=True)) == ["", "Held", "Mine"]


def test_a_conflict_is_kept_until_somebody_chooses(page: Page, begin, recording, director, console):
    console.allow("409")
    segment = SegmentFactory(recording=recording, gist="Before")
    segment.gist = "Theirs"
    segment.save()
    page.evaluate("([on]) => edit(on, { version: 1, gist: 'Mine' })", [segment.pk])
    until(page, "told.problems.length === 1")
    body = page.evaluate("told.problems[0].problem.body")
    assert [c["theirs"] for c in body["conflicts"]] == ["Theirs"]
    begin()  # a reload forgets nothing
    until(page, "told.problems.length === 1")
    page.evaluate("([version]) => queue.resolve(told.problems[0].key, { version })", [body["row"]["version"]])
    all_sent(page)
    segment.refresh_from_db()
    assert segment.gist == "Mine"
    page.evaluate("([on]) => edit(on, { version: 1, gist: 'Again' })", [segment.pk])
    until(page, "told.problems.length === 1")
    page.evaluate("queue.drop(told.problems[0].key)")
    all_sent(page)
    segment.refresh_from_db()
    assert segment.gist == "Mine"


def test_giving_up_a_new_row_gives_up_what_follows_on_it(page: Page, begin, console):
    console.allow("422")
    page.evaluate("() => { make('bad', 90_000); edit('bad', { version: '', gist: 'x' }); }")
    until(page, "told.problems.length === 1")
    page.evaluate("queue.drop(told.problems[0].key)")
    all_sent(page)
    assert frames() == []
    assert page.evaluate("queue.entries") == []


def test_signed_out_it_waits_for_the_next_session(page: Page, begin, login, editor, console):
    console.allow("403")
    page.context.clear_cookies()
    page.evaluate("make('a', 9)")
    until(page, "told.state === 'signedOut'")
    assert frames() == []
    login(page, editor)
    other = page.context.new_page()
    other.goto("/films/")  # whoever signs in again does so in another tab, and gets another token
    page.evaluate("queue.send()")
    all_sent(page)
    assert frames() == [9]


def test_another_session_of_the_same_browser_does_not_sign_for_it(
    page: Page, begin, login, editor, director, console
):
    console.allow("403")
    login(page, director)
    page.evaluate("make('a', 9)")
    until(page, "told.state === 'signedOut'")
    assert frames() == []
    login(page, editor)
    page.evaluate("queue.send()")
    all_sent(page)
    assert frames() == [9]


def test_two_tabs_of_one_queue_send_each_change_once(page: Page, begin, recording, login, editor, console):
    one = reverse("segment-row", args=[recording.interview.film.slug, recording.pk, 0]).removesuffix("0/")
    twin = page.context.new_page()
    twin.goto(f"{one}new/")
    twin.evaluate(BEGIN, ["test", {"make": f"{one}new/", "edit": f"{one}{{id}}/edit/"}, editor.pk])
    for number in range(5):
        page.evaluate(f"make('p{number}', {number})")
        twin.evaluate(f"make('t{number}', {100 + number})")
    # what one wrote over the other's is put back first
    patience.until(page, lambda: len(frames()) == 10)
    for tab in (page, twin):
        all_sent(tab)
    assert sorted(frames()) == [*range(5), *range(100, 105)]
    for tab, letter in ((page, "p"), (twin, "t")):  # whoever sent it, both hear of their own
        heard = set(tab.evaluate("answers.map(([what]) => what)"))
        assert heard >= {f"{letter}{number}" for number in range(5)}


def test_what_another_tab_wrote_over_is_put_back_before_what_follows_on_it(page: Page, begin, console):
    console.allow("ERR_INTERNET_DISCONNECTED")
    twin = page.context.new_page()
    twin.goto("/films/")
    page.context.set_offline(True)
    page.evaluate("make('a', 1)")
    twin.evaluate("localStorage.setItem('rodaje:test', JSON.stringify({ entries: [], ids: {} }))")
    page.evaluate("() => { edit('a', { version: '', gist: 'After' }); make('b', 2); }")
    until(page, "told.waits === 3")
    assert page.evaluate("queue.entries.map(({ on }) => on)") == ["a", "a", "b"]
    assert page.evaluate("queue.entries[0].url.includes('{id}')") is False
    page.context.set_offline(False)
    all_sent(page)
    assert list(Segment.objects.order_by("in_frame").values_list("gist", flat=True)) == ["After", ""]
