"""The questions of a subject: in order, must-gets, pasted, asked and answered."""

import pytest
from django.urls import reverse

from interviews.actions import questions
from interviews.forms.questions import Pasted, split
from interviews.models import Question
from production.models import StaleRecord
from tests.at_once import at_once
from tests.factories import ContributorFactory, QuestionFactory, SubjectFactory, ThemeFactory
from tests.production.forms import Page, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject(film):
    return SubjectFactory(person=ContributorFactory(film=film))


@pytest.fixture
def three(subject):
    return [QuestionFactory(subject=subject, position=n, text=text) for n, text in enumerate("abc", start=1)]


def texts(subject):
    return "".join(Question.objects.filter(subject=subject).values_list("text", flat=True))


def address(name, subject, *more):
    return reverse(name, args=[subject.film.slug, subject.pk, *more])


def test_a_new_question_stands_at_the_end(producer, client_of, subject, three):
    theme = ThemeFactory(film=subject.film)
    fields = {
        "text": "d",
        "is_must": "on",
        "language": "es",
        "theme": theme.pk,
        "note": "Wait",
        "state": "open",
    }
    answer = client_of(producer).post(address("question-new", subject), fields)
    assert answer.status_code == 302
    assert texts(subject) == "abcd"
    new = Question.objects.get(text="d")
    assert (new.is_must, new.language, new.theme, new.note) == (True, "es", theme, "Wait")


@pytest.mark.parametrize(
    ("moved", "before", "order"),
    [(2, 0, "cab"), (0, 2, "bac"), (0, None, "bca"), (1, 1, "abc"), (0, 1, "abc"), (2, None, "abc")],
)
def test_questions_change_places(producer, client_of, subject, three, moved, before, order):
    data = {"before": "" if before is None else three[before].pk}
    answer = client_of(producer).post(address("question-move", subject, three[moved].pk), data)
    assert answer.status_code == 302
    assert texts(subject) == order


def test_moving_leaves_what_people_edit_alone(producer, subject, three):
    questions.move(question=three[2], before=three[0].pk, by=producer)
    assert {q.version for q in Question.objects.filter(subject=subject)} == {1}


def test_a_list_that_changed_meanwhile_refuses(producer, client_of, subject, three):
    three[0].bin(by=producer)
    with pytest.raises(StaleRecord):
        questions.move(question=three[2], before=three[0].pk, by=producer)
    other = QuestionFactory(subject=SubjectFactory(person=ContributorFactory(film=subject.film)))
    for before in (three[0].pk, other.pk, "x", "-1", "9" * 40):
        answer = client_of(producer).post(
            address("question-move", subject, three[2].pk), {"before": before}, headers={"HX-Request": "true"}
        )
        assert answer.status_code == 409
        assert "changed this list" in Page(answer).text
    assert texts(subject) == "bc"


def test_the_answer_in_place_is_the_list_alone(producer, client_of, subject, three):
    url = address("question-move", subject, three[2].pk)
    answer = client_of(producer).post(url, {"before": three[0].pk}, headers={"HX-Request": "true"})
    assert [q.question.text for q in answer.context["questions"]] == ["c", "a", "b"]
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize("state", ["asked", "answered", "open"])
def test_a_question_is_asked_and_answered(producer, client_of, subject, three, state):
    client, url = client_of(producer), address("question-mark", subject, three[0].pk)
    assert client.post(url, {"state": state}).status_code == 302
    three[0].refresh_from_db()
    assert three[0].state == state
    assert client.post(url, {"state": "sung"}).status_code == 302
    three[0].refresh_from_db()
    assert three[0].state == state


def test_who_marked_it_stands_in_the_history(producer, subject, three):
    questions.mark(question=three[0], state="asked", by=producer)
    assert three[0].history.first().history_user == producer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One?\nTwo?", [("One?", False), ("Two?", False)]),
        ("1. One?\n2) Two?\n- Three?", [("One?", False), ("Two?", False), ("Three?", False)]),
        ("* One?\n!Two?\n3. * Three?", [("One?", True), ("Two?", True), ("Three?", True)]),
        ("One,\nmore?\n\nTwo?", [("One,\nmore?", False), ("Two?", False)]),
        ("One?\r\n\r\n\r\n* Two?\r\n", [("One?", False), ("Two?", True)]),
        (" \n\t\n", []),
        ("1940. What was it like?", [("1940. What was it like?", False)]),
        ("* ", []),
        ("¿Cuándo?\n", [("¿Cuándo?", False)]),
    ],
)
def test_a_list_from_a_document_is_taken_apart(text, found):
    assert split(text) == [Pasted(words, is_must=must) for words, must in found]


def test_a_list_is_pasted_to_the_end(producer, client_of, subject, three):
    answer = client_of(producer).post(
        address("question-paste", subject), {"questions": "* d\n2. e", "language": "fr"}
    )
    assert answer.status_code == 302
    assert texts(subject) == "abcde"
    assert [(q.is_must, q.language) for q in Question.objects.filter(text__in="de")] == [
        (True, "fr"),
        (False, "fr"),
    ]


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001, "\n".join(["q"] * 201)])
def test_what_is_no_list_is_refused_and_kept(producer, client_of, subject, text):
    answer = client_of(producer).post(address("question-paste", subject), {"questions": text})
    assert answer.status_code == 200
    assert "questions" in answer.context["form"].errors
    assert not Question.objects.exists()


def test_a_deleted_question_comes_back(producer, client_of, subject, three):
    client = client_of(producer)
    client.post(address("question-bin", subject, three[1].pk))
    assert texts(subject) == "ac"
    client.post(address("question-restore", subject, three[1].pk))
    assert texts(subject) == "abc"


def test_a_question_has_an_address_below_its_own_subject_only(producer, client_of, subject, three):
    other = SubjectFactory(person=ContributorFactory(film=subject.film))
    client = client_of(producer)
    assert client.get(address("question-edit", other, three[0].pk)).status_code == 404
    assert client.post(address("question-bin", other, three[0].pk)).status_code == 404
    subject.bin(by=producer)
    assert client.get(address("question-edit", subject, three[0].pk)).status_code == 404


def test_an_edited_question_keeps_its_place(producer, client_of, subject, three):
    assert (
        send(client_of(producer), address("question-edit", subject, three[0].pk), text="A").status_code == 302
    )
    assert texts(subject) == "Abc"


@pytest.mark.django_db(transaction=True)
def test_two_lists_pasted_at_once_are_both_whole(producer, subject):
    def paste(letters):
        listed = [Question(text=one) for one in letters]
        return lambda: questions.add(subject=subject, questions=listed, by=producer)

    at_once(paste("abcd"), paste("wxyz"))
    assert texts(subject) in ("abcdwxyz", "wxyzabcd")
    positions = list(Question.objects.filter(subject=subject).values_list("position", flat=True))
    assert positions == [1, 2, 3, 4, 5, 6, 7, 8]
