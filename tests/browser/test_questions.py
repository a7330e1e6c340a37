"""The director puts questions in order by mouse."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from interviews.models import Question
from tests.browser.patience import until
from tests.factories import ContributorFactory, QuestionFactory, SubjectFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_answer_that_was_overtaken_takes_no_move_back(page, login, film, director):
    """A second question is moved while the first move is on its way."""
    subject = SubjectFactory(person=ContributorFactory(film=film, name="Esteban Volkov"))
    for number, name in enumerate(("Gate", "House", "Garden", "Bell")):
        QuestionFactory(subject=subject, position=number, text=name)
    login(page, director)
    page.goto(reverse("subject-detail", args=[film.slug, subject.pk]))
    page.wait_for_load_state("networkidle")
    late = []
    page.route("**/questions/*/move/", lambda route: late.append((route, route.fetch())), times=1)

    def order():
        return page.locator(".question-text").all_inner_texts()

    def moved(name, onto):
        question = page.locator(".question", has_text=name)
        question.locator(".question-handle").drag_to(page.locator(".question", has_text=onto))
        return order()

    first = moved("Gate", "House")
    assert first != ["Gate", "House", "Garden", "Bell"]
    until(page, lambda: late)
    second = moved("Bell", "Garden")
    assert second not in (first, ["Gate", "House", "Garden", "Bell"])
    route, answer = late[0]
    route.fulfill(response=answer)
    expect(page.locator("#question-list[aria-busy]")).to_have_count(0)
    assert order() == second
    assert list(Question.objects.order_by("position").values_list("text", flat=True)) == second
