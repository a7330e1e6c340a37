"""Members: who belongs to the film as what, who is invited, and the way in by a private link."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from production.access import Permission, film_view
from production.accounts import INVITED
from production.actions import memberships
from production.forms.members import InvitationForm, MembershipForm
from production.models import Film, Invitation, Membership
from production.models.films import hash_token
from production.once import once
from production.views.records import edit_record, restore_record


@film_view(Permission.MANAGE_MEMBERS)
def member_list(request: HttpRequest, film: Film) -> HttpResponse:
    context = {
        "memberships": film.memberships.filter(binned_at=None).select_related("user"),
        "invitations": film.invitations.open().select_related("created_by"),
    }
    return render(request, "production/member_list.html", context)


@film_view(Permission.MANAGE_MEMBERS)
def member_edit(request: HttpRequest, film: Film, member: int) -> HttpResponse:
    membership = get_object_or_404(_members(film), pk=member)
    return edit_record(
        request,
        film,
        MembershipForm,
        membership,
        template="production/member_edit.html",
        done=lambda saved: reverse("member-list", kwargs={"film": film.slug}),
    )


def _members(film: Film) -> Any:
    return Membership.objects.filter(film=film).select_related("user", "film")


@film_view(Permission.MANAGE_MEMBERS)
def member_bin(request: HttpRequest, film: Film, member: int) -> HttpResponse:
    membership = get_object_or_404(_members(film), pk=member)
    if request.method == "POST":
        user: Any = request.user
        try:
            memberships.remove(membership=membership, by=user)
        except memberships.LastProducer:
            words = _("%(name)s is the film's only producer. Make somebody else producer first.")
            messages.error(request, words % {"name": membership.user})
        else:
            undo = reverse("member-restore", kwargs={"film": film.slug, "member": membership.pk})
            words = _("%(name)s is no longer a member and sees nothing of this film any more.")
            messages.success(request, words % {"name": membership.user}, extra_tags=undo)
            if membership.user == request.user:
                return redirect("film-list")
    return redirect("member-list", film=film.slug)


@film_view(Permission.MANAGE_MEMBERS)
def member_restore(request: HttpRequest, film: Film, member: int) -> HttpResponse:
    back = reverse("member-list", kwargs={"film": film.slug})
    if request.method != "POST":
        return redirect(back)
    binned = Membership.everything.binned().filter(film=film)
    return restore_record(request, get_object_or_404(binned, pk=member), back=back)


@film_view(Permission.MANAGE_MEMBERS)
def invitation_new(request: HttpRequest, film: Film) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        try:
            invitation = memberships.invite(
                film=film,
                email=form.cleaned_data["email"],
                role=form.cleaned_data["role"],
                language=form.cleaned_data["language"],
                by=user,
                site=request.build_absolute_uri("/"),
            )
        except memberships.AlreadyMember:
            form.add_error("email", _("This person is a member of the film already."))
        else:
            words = _("A private link is on its way to %(email)s.")
            messages.success(request, words % {"email": invitation.email})
            return redirect("member-list", film=film.slug)
    return render(request, "production/invitation_new.html", {"form": form})


@film_view(Permission.MANAGE_MEMBERS)
def invitation_revoke(request: HttpRequest, film: Film, invitation: int) -> HttpResponse:
    open_one = get_object_or_404(Invitation, film=film, pk=invitation)
    if request.method == "POST":
        user: Any = request.user
        memberships.revoke(invitation=open_one, by=user)
        words = _("The link sent to %(email)s opens nothing any more.")
        messages.success(request, words % {"email": open_one.email})
    return redirect("member-list", film=film.slug)


def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """The private link of a mail. Wrong, expired, revoked and used answer alike."""
    limited = ratelimit.consume_or_429(request, action="invitation", limit_get=True)
    if limited is not None:
        return limited
    try:
        if request.method == "POST" and request.user.is_authenticated:
            return once(request, lambda: _accept(request, token))
        invitation = memberships.find(token=token)
    except memberships.InvitationUnusable:
        response = render(request, "production/invitation_unusable.html", status=404)
    else:
        request.session[INVITED] = hash_token(token)
        response = render(request, "production/invitation_accept.html", {"invitation": invitation})
    response["Cache-Control"] = "private, no-store"
    return response


def _accept(request: HttpRequest, token: str) -> HttpResponse:
    user: Any = request.user
    membership = memberships.accept(token=token, by=user)
    request.session.pop(INVITED, None)
    messages.success(request, _("Welcome to %(film)s.") % {"film": membership.film.title})
    return redirect("film-overview", film=membership.film.slug)
