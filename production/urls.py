"""Every address of the application, as a site map. A film's pages stand under its own address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from production.views import account, films, members

urlpatterns: list[URLPattern | URLResolver] = [
    path("", films.home, name="home"),
    path("accounts/", include("allauth.urls")),
    path("account/", account.account_settings, name="account-settings"),
    path("account/language/", account.language_set, name="language-set"),
    path("account/theme/", account.theme_set, name="theme-set"),
    path("invitations/<str:token>/", members.invitation_accept, name="invitation-accept"),
    # films and their members
    path("films/", films.film_list, name="film-list"),
    path("films/new/", films.film_new, name="film-new"),
    path("films/<slug:film>/", films.film_overview, name="film-overview"),
    path("films/<slug:film>/settings/", films.film_settings, name="film-settings"),
    path("films/<slug:film>/members/", members.member_list, name="member-list"),
    path("films/<slug:film>/members/<int:member>/", members.member_edit, name="member-edit"),
    path("films/<slug:film>/members/<int:member>/bin/", members.member_bin, name="member-bin"),
    path("films/<slug:film>/members/<int:member>/restore/", members.member_restore, name="member-restore"),
    path("films/<slug:film>/invitations/new/", members.invitation_new, name="invitation-new"),
    path(
        "films/<slug:film>/invitations/<int:invitation>/revoke/",
        members.invitation_revoke,
        name="invitation-revoke",
    ),
]
