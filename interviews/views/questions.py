"""The questions of a subject: written, pasted, put in order, asked and answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from interviews.actions import questions
from interviews.forms.questions import QuestionForm, QuestionPasteForm
from interviews.models import Question, Subject
from interviews.views.question_list import answer_questions
from production.access import Permission, film_view
from production.models import Film, StaleRecord
from production.views.records import bin_record, edit_record, restore_record


class MoveForm(forms.Form):
    before = forms.IntegerField(required=False, min_value=1, max_value=2**53)


class MarkForm(forms.Form):
    state = forms.ChoiceField(choices=Question.State.choices)


def _subject(film: Film, key: int) -> Any:
    return get_object_or_404(Subject.objects.filter(film=film).select_related("person"), pk=key)


def _page(film: Film, subject: Subject) -> str:
    return reverse("subject-detail", args=[film.slug, subject.pk])


@film_view(Permission.EDIT_INTERVIEWS)
def question_new(request: HttpRequest, film: Film, subject: int) -> HttpResponse:
    return _edit(request, film, Question(subject=_subject(film, subject)))


@film_view(Permission.EDIT_INTERVIEWS)
def question_edit(request: HttpRequest, film: Film, subject: int, question: int) -> HttpResponse:
    of = _subject(film, subject)
    return _edit(request, film, get_object_or_404(Question.objects, subject=of, pk=question))


def _edit(request: HttpRequest, film: Film, question: Question) -> HttpResponse:
    return edit_record(
        request,
        film,
        QuestionForm,
        question,
        template="interviews/question_edit.html",
        done=lambda saved: _page(film, saved.subject) + f"#question-{saved.pk}",
        context={"subject": question.subject},
    )


@film_view(Permission.EDIT_INTERVIEWS)
def question_paste(request: HttpRequest, film: Film, subject: int) -> HttpResponse:
    """Several questions at once."""
    of = _subject(film, subject)
    form = QuestionPasteForm(request.POST or None, film=film)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        pasted = [
            Question(text=one.text, is_must=one.is_must, language=data["language"], theme=data["theme"])
            for one in data["questions"]
        ]
        added = questions.add(subject=of, questions=pasted, by=request.user)  # type: ignore[arg-type]
        text = ngettext("%(count)s question is added.", "%(count)s questions are added.", len(added))
        messages.success(request, text % {"count": len(added)})
        return redirect(_page(film, of) + "#questions")
    return render(request, "interviews/question_paste.html", {"form": form, "subject": of})


@film_view(Permission.EDIT_INTERVIEWS)
@require_POST
def question_move(request: HttpRequest, film: Film, subject: int, question: int) -> HttpResponse:
    """Before another question, or to the end."""
    found = _question(film, subject, question)
    form = MoveForm(request.POST)
    refused = ""
    try:
        if not form.is_valid():
            raise StaleRecord(found)
        questions.move(question=found, before=form.cleaned_data["before"], by=request.user)  # type: ignore[arg-type]
    except StaleRecord:
        refused = _("Somebody else has just changed this list. Look again.")
    return _answer(request, film, found, refused)


@film_view(Permission.EDIT_INTERVIEWS)
@require_POST
def question_mark(request: HttpRequest, film: Film, subject: int, question: int) -> HttpResponse:
    """Asked, answered, or to be asked again."""
    found = _question(film, subject, question)
    form = MarkForm(request.POST)
    refused = ""
    if form.is_valid():
        questions.mark(question=found, state=form.cleaned_data["state"], by=request.user)  # type: ignore[arg-type]
    else:
        refused = _("Choose one of the states.")
    return _answer(request, film, found, refused)


def _question(film: Film, subject: int, question: int) -> Any:
    rows = Question.objects.filter(subject=_subject(film, subject)).select_related("subject")
    return get_object_or_404(rows, pk=question)


def _answer(request: HttpRequest, film: Film, question: Question, refused: str) -> HttpResponse:
    """The list in place where a page asked for it, else the page."""
    if request.htmx:  # type: ignore[attr-defined]
        return answer_questions(request, film, question.subject, refused=refused, moved=question.pk)
    if refused:
        messages.error(request, refused)
    return redirect(_page(film, question.subject) + f"#question-{question.pk}")


@film_view(Permission.EDIT_INTERVIEWS)
@require_POST
def question_bin(request: HttpRequest, film: Film, subject: int, question: int) -> HttpResponse:
    found = _question(film, subject, question)
    undo = reverse("question-restore", args=[film.slug, found.subject_id, found.pk])
    return bin_record(request, found, undo=undo, back=_page(film, found.subject) + "#questions")


@film_view(Permission.EDIT_INTERVIEWS)
@require_POST
def question_restore(request: HttpRequest, film: Film, subject: int, question: int) -> HttpResponse:
    of = _subject(film, subject)
    found = get_object_or_404(Question.everything, subject=of, pk=question)
    return restore_record(request, found, back=_page(film, of) + "#questions")
