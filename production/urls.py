"""Every address of the application, as a site map. A film's pages stand under its own address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from production.views import (
    account,
    bin,
    call_sheet_files,
    call_sheet_list,
    call_sheets,
    files,
    films,
    locations,
    members,
    people,
    places,
    releases,
    scenes,
    themes,
)

# below films/<film>/locations/<location>/
location_pages: list[URLPattern | URLResolver] = [
    path("", locations.location_detail, name="location-detail"),
    path("edit/", locations.location_edit, name="location-edit"),
    path("bin/", locations.location_bin, name="location-bin"),
    path("restore/", locations.location_restore, name="location-restore"),
    path("sets/new/", places.set_new, name="set-new"),
    path("sets/<int:set>/edit/", places.set_edit, name="set-edit"),
    path("sets/<int:set>/bin/", places.set_bin, name="set-bin"),
    path("sets/<int:set>/restore/", places.set_restore, name="set-restore"),
    path("permits/new/", places.permit_new, name="permit-new"),
    path("permits/<int:permit>/edit/", places.permit_edit, name="permit-edit"),
    path("permits/<int:permit>/bin/", places.permit_bin, name="permit-bin"),
    path("permits/<int:permit>/restore/", places.permit_restore, name="permit-restore"),
    path("pictures/new/", places.picture_new, name="picture-new"),
    path("pictures/<int:picture>/edit/", places.picture_edit, name="picture-edit"),
    path("pictures/<int:picture>/bin/", places.picture_bin, name="picture-bin"),
    path("pictures/<int:picture>/restore/", places.picture_restore, name="picture-restore"),
    path("travel/new/", places.travel_new, name="travel-new"),
    path("travel/<int:travel>/edit/", places.travel_edit, name="travel-edit"),
    path("travel/<int:travel>/bin/", places.travel_bin, name="travel-bin"),
    path("travel/<int:travel>/restore/", places.travel_restore, name="travel-restore"),
]

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
    # call sheets: issued versions, and the day's draft
    path("films/<slug:film>/call-sheets/", call_sheet_list.call_sheet_list, name="call-sheet-list"),
    path(
        "films/<slug:film>/call-sheets/<int:sheet>/", call_sheets.call_sheet_detail, name="call-sheet-detail"
    ),
    path(
        "films/<slug:film>/call-sheets/<int:sheet>/phone/",
        call_sheets.call_sheet_phone,
        name="call-sheet-phone",
    ),
    path(
        "films/<slug:film>/call-sheets/<int:sheet>/pdf/",
        call_sheet_files.call_sheet_pdf,
        name="call-sheet-pdf",
    ),
    path(
        "films/<slug:film>/call-sheets/<int:sheet>/courtesy/<int:person>/",
        call_sheet_files.courtesy_pdf,
        name="courtesy-pdf",
    ),
    path("films/<slug:film>/days/<int:day>/readiness/", call_sheets.day_readiness, name="day-readiness"),
    path(
        "films/<slug:film>/days/<int:day>/call-sheet/", call_sheets.call_sheet_draft, name="call-sheet-draft"
    ),
    path(
        "films/<slug:film>/days/<int:day>/call-sheet/accept/",
        call_sheets.warning_accept,
        name="warning-accept",
    ),
    path(
        "films/<slug:film>/days/<int:day>/call-sheet/issue/",
        call_sheets.call_sheet_issue,
        name="call-sheet-issue",
    ),
    path(
        "films/<slug:film>/days/<int:day>/call-sheet/changes/",
        call_sheets.call_sheet_changes,
        name="call-sheet-changes",
    ),
    path(
        "films/<slug:film>/days/<int:day>/call-sheet/pdf/",
        call_sheet_files.call_sheet_draft_pdf,
        name="call-sheet-draft-pdf",
    ),
    path(
        "films/<slug:film>/days/<int:day>/call-sheet/courtesy/<int:person>/",
        call_sheet_files.courtesy_draft_pdf,
        name="courtesy-draft-pdf",
    ),
    # people
    path("films/<slug:film>/people/", people.person_list, name="person-list"),
    path("films/<slug:film>/people/new/", people.person_new, name="person-new"),
    path("films/<slug:film>/people/<int:person>/", people.person_detail, name="person-detail"),
    path("films/<slug:film>/people/<int:person>/edit/", people.person_edit, name="person-edit"),
    path("films/<slug:film>/people/<int:person>/bin/", people.person_bin, name="person-bin"),
    path("films/<slug:film>/people/<int:person>/restore/", people.person_restore, name="person-restore"),
    # locations with their sets, permits, pictures and ways
    path("films/<slug:film>/locations/", locations.location_list, name="location-list"),
    path("films/<slug:film>/locations/new/", locations.location_new, name="location-new"),
    path("films/<slug:film>/locations/<int:location>/", include(location_pages)),
    # scenes and themes
    path("films/<slug:film>/scenes/", scenes.scene_list, name="scene-list"),
    path("films/<slug:film>/scenes/new/", scenes.scene_new, name="scene-new"),
    path("films/<slug:film>/scenes/<int:scene>/", scenes.scene_detail, name="scene-detail"),
    path("films/<slug:film>/scenes/<int:scene>/edit/", scenes.scene_edit, name="scene-edit"),
    path("films/<slug:film>/scenes/<int:scene>/bin/", scenes.scene_bin, name="scene-bin"),
    path("films/<slug:film>/scenes/<int:scene>/restore/", scenes.scene_restore, name="scene-restore"),
    path("films/<slug:film>/themes/", themes.theme_list, name="theme-list"),
    path("films/<slug:film>/themes/new/", themes.theme_new, name="theme-new"),
    path("films/<slug:film>/themes/<int:theme>/edit/", themes.theme_edit, name="theme-edit"),
    path("films/<slug:film>/themes/<int:theme>/bin/", themes.theme_bin, name="theme-bin"),
    path("films/<slug:film>/themes/<int:theme>/restore/", themes.theme_restore, name="theme-restore"),
    # releases
    path("films/<slug:film>/releases/", releases.release_list, name="release-list"),
    path("films/<slug:film>/releases/new/", releases.release_new, name="release-new"),
    path("films/<slug:film>/releases/<int:release>/", releases.release_detail, name="release-detail"),
    path("films/<slug:film>/releases/<int:release>/edit/", releases.release_edit, name="release-edit"),
    path("films/<slug:film>/releases/<int:release>/bin/", releases.release_bin, name="release-bin"),
    path(
        "films/<slug:film>/releases/<int:release>/restore/", releases.release_restore, name="release-restore"
    ),
    # files, and what was deleted
    path("films/<slug:film>/files/<int:file>/", files.file_detail, name="file-detail"),
    path("films/<slug:film>/files/<int:file>/preview/", files.file_preview, name="file-preview"),
    path("films/<slug:film>/bin/", bin.bin_list, name="bin-list"),
]
