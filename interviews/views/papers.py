"""The papers of interviews: the lap sheet of a subject, and all question lists."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from interviews.actions.papers import lap_sheet, question_lists
from interviews.models import Question, Subject
from interviews.pdf import question_lists as tables
from production import papers
from production.access import Access, Permission, film_view
from production.models import Film
from production.papers import LayOut, Paper
from production.pdf.wording import Words
from production.views.call_sheet_files import bounded, paper_of, pdf_answer
from production.views.call_sheet_pages import language_of


def _question_lists(film: Film, access: Access) -> LayOut:
    return partial(
        tables.question_lists,
        question_lists(film),
        states=dict(Question.State.choices),
        statuses=dict(Subject.Status.choices),
    )


QUESTION_LISTS = Paper(
    "question-lists",
    _("Question lists"),
    _("What every interview must bring, in the order in which it is asked."),
    Permission.SEE_INTERVIEWS,
    "people",
    _question_lists,
)
papers.add(QUESTION_LISTS)


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
@bounded
def subject_lap_sheet(request: HttpRequest, film: Film, subject: int) -> HttpResponse:
    from interviews.pdf.lap_sheet import render

    access: Access = request.access  # type: ignore[attr-defined]
    found = get_object_or_404(Subject.objects.filter(film=film).select_related("person", "film"), pk=subject)
    today = timezone.localdate()
    content = lap_sheet(found, today=today, with_sensitivities=access.may(Permission.SEE_SENSITIVITIES))
    body = render(content, Words(language_of(request), today), paper=paper_of(request))
    return pdf_answer(body, f"{film.slug}-lap-sheet-{slugify(found.person.name)}".strip("-"))
