"""Every address of the application, as a site map. A film's pages stand under its own address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from production.pdf.release_form_content import KINDS as FORM_KINDS
from production.views import (
    account,
    archive,
    availability,
    bin,
    bulk,
    calendar_feeds,
    call_sheet_files,
    call_sheet_list,
    call_sheets,
    calls,
    copies,
    day_parts,
    days,
    events,
    evidence,
    files,
    films,
    filters,
    history,
    import_rows,
    imports,
    items,
    location_reports,
    locations,
    members,
    people,
    places,
    production_reports,
    progress,
    release_forms,
    releases,
    reports,
    scenes,
    shot_paste,
    shot_rows,
    shots,
    sources,
    stripboard,
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

# below films/<film>/releases/<release>/
release_pages: list[URLPattern | URLResolver] = [
    path("", releases.release_detail, name="release-detail"),
    path("edit/", releases.release_edit, name="release-edit"),
    path("form/", release_forms.release_form_pdf, name="release-form"),
    path("withdraw/", releases.release_withdraw, name="release-withdraw"),
    path("bin/", releases.release_bin, name="release-bin"),
    path("restore/", releases.release_restore, name="release-restore"),
    path("evidence/new/", evidence.evidence_new, name="evidence-new"),
    path("evidence/<int:evidence>/edit/", evidence.evidence_edit, name="evidence-edit"),
    path("evidence/<int:evidence>/bin/", evidence.evidence_bin, name="evidence-bin"),
    path("evidence/<int:evidence>/restore/", evidence.evidence_restore, name="evidence-restore"),
]

# below films/<film>/archive/
archive_pages: list[URLPattern | URLResolver] = [
    path("", archive.clip_list, name="clip-list"),
    path("pbcore/", archive.clip_list_pbcore, name="clip-list-pbcore"),
    path("new/", archive.clip_new, name="clip-new"),
    path("bulk/", archive.clip_bulk, name="clip-bulk"),
    path("<int:clip>/", archive.clip_detail, name="clip-detail"),
    path("<int:clip>/edit/", archive.clip_edit, name="clip-edit"),
    path("<int:clip>/bin/", archive.clip_bin, name="clip-bin"),
    path("<int:clip>/restore/", archive.clip_restore, name="clip-restore"),
    path("<int:clip>/pbcore/", archive.clip_pbcore, name="clip-pbcore"),
    path("<int:clip>/copies/new/", copies.copy_new, name="copy-new"),
    path("<int:clip>/copies/<int:copy>/edit/", copies.copy_edit, name="copy-edit"),
    path("<int:clip>/copies/<int:copy>/bin/", copies.copy_bin, name="copy-bin"),
    path("<int:clip>/copies/<int:copy>/restore/", copies.copy_restore, name="copy-restore"),
    path("sources/", sources.source_list, name="source-list"),
    path("sources/new/", sources.source_new, name="source-new"),
    path("sources/<int:source>/", sources.source_detail, name="source-detail"),
    path("sources/<int:source>/edit/", sources.source_edit, name="source-edit"),
    path("sources/<int:source>/bin/", sources.source_bin, name="source-bin"),
    path("sources/<int:source>/restore/", sources.source_restore, name="source-restore"),
]

# below films/<film>/days/<day>/report/
day_report_pages: list[URLPattern | URLResolver] = [
    path("", production_reports.day_report, name="day-report"),
    path("sign/", production_reports.day_report_sign, name="day-report-sign"),
    path("reopen/", production_reports.day_report_reopen, name="day-report-reopen"),
    path("pdf/", production_reports.day_report_pdf, name="day-report-pdf"),
]

# below films/<film>/production-reports/: as they were signed
production_report_pages: list[URLPattern | URLResolver] = [
    path("", production_reports.production_report_list, name="production-report-list"),
    path("<int:report>/", production_reports.production_report_detail, name="production-report-detail"),
    path("<int:report>/pdf/", production_reports.production_report_pdf, name="production-report-pdf"),
]

# below films/<film>/reports/
report_pages: list[URLPattern | URLResolver] = [
    path("", reports.report_list, name="report-list"),
    path("locations/", location_reports.location_report, name="report-locations"),
    path("locations/pdf/", location_reports.location_report_pdf, name="report-locations-pdf"),
    path("progress/", progress.progress_report, name="report-progress"),
    path("progress/pdf/", progress.progress_report_pdf, name="report-progress-pdf"),
    path("day-out-of-days/", reports.day_out_of_days, name="report-day-out-of-days"),
    path("day-out-of-days/pdf/", reports.day_out_of_days_pdf, name="report-day-out-of-days-pdf"),
    # one-liner, shooting-schedule, contacts, contacts-private, releases
    *(path(f"{r.name}/", reports.page(r), name=f"report-{r.name}") for r in reports.TABLES),
    *(path(f"{r.name}/pdf/", reports.pdf(r), name=f"report-{r.name}-pdf") for r in reports.TABLES),
]

# below films/<film>/imports/
import_pages: list[URLPattern | URLResolver] = [
    path("", imports.import_list, name="import-list"),
    path("new/", imports.import_new, name="import-new"),
    path("<int:imported>/", imports.import_detail, name="import-detail"),
    path("<int:imported>/progress/", imports.import_work, name="import-work"),
    path("<int:imported>/reading/", imports.import_reading, name="import-reading"),
    path("<int:imported>/columns/", imports.import_columns, name="import-columns"),
    path("<int:imported>/mend/", import_rows.import_mend, name="import-mend"),
    path("<int:imported>/take/", imports.import_take, name="import-take"),
    path("<int:imported>/undo/", imports.import_undo, name="import-undo"),
    path("<int:imported>/discard/", imports.import_discard, name="import-discard"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", films.home, name="home"),
    path("accounts/", include("allauth.urls")),
    path("account/", account.account_settings, name="account-settings"),
    path("account/language/", account.language_set, name="language-set"),
    path("account/theme/", account.theme_set, name="theme-set"),
    path("invitations/<str:token>/", members.invitation_accept, name="invitation-accept"),
    path("calendars/<str:token>.ics", calendar_feeds.calendar_feed, name="calendar-feed"),
    # films and their members
    path("films/", films.film_list, name="film-list"),
    path("films/new/", films.film_new, name="film-new"),
    path("films/", include("script.gate")),
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
    # schedule: days with their running orders, calls, vehicles and notes
    path("films/<slug:film>/days/", days.day_list, name="day-list"),
    path("films/<slug:film>/days/new/", days.day_new, name="day-new"),
    path("films/<slug:film>/days/<int:day>/", days.day_detail, name="day-detail"),
    path("films/<slug:film>/days/<int:day>/edit/", days.day_edit, name="day-edit"),
    path("films/<slug:film>/days/<int:day>/report/", include(day_report_pages)),
    path("films/<slug:film>/production-reports/", include(production_report_pages)),
    path("films/<slug:film>/days/<int:day>/bin/", days.day_bin, name="day-bin"),
    path("films/<slug:film>/days/<int:day>/restore/", days.day_restore, name="day-restore"),
    path("films/<slug:film>/days/<int:day>/calls/fill/", calls.call_fill, name="call-fill"),
    path("films/<slug:film>/days/<int:day>/calls/new/", calls.call_new, name="call-new"),
    path("films/<slug:film>/days/<int:day>/calls/of/<int:person>/", calls.call_edit, name="call-edit"),
    path("films/<slug:film>/days/<int:day>/calls/<int:call>/bin/", calls.call_bin, name="call-bin"),
    path(
        "films/<slug:film>/days/<int:day>/calls/<int:call>/restore/", calls.call_restore, name="call-restore"
    ),
    path("films/<slug:film>/days/<int:day>/vehicles/new/", day_parts.vehicle_new, name="vehicle-new"),
    path(
        "films/<slug:film>/days/<int:day>/vehicles/<int:vehicle>/",
        day_parts.vehicle_edit,
        name="vehicle-edit",
    ),
    path(
        "films/<slug:film>/days/<int:day>/vehicles/<int:vehicle>/bin/",
        day_parts.vehicle_bin,
        name="vehicle-bin",
    ),
    path(
        "films/<slug:film>/days/<int:day>/vehicles/<int:vehicle>/restore/",
        day_parts.vehicle_restore,
        name="vehicle-restore",
    ),
    path("films/<slug:film>/days/<int:day>/notes/new/", day_parts.note_new, name="note-new"),
    path("films/<slug:film>/days/<int:day>/notes/<int:note>/", day_parts.note_edit, name="note-edit"),
    path("films/<slug:film>/days/<int:day>/notes/<int:note>/bin/", day_parts.note_bin, name="note-bin"),
    path(
        "films/<slug:film>/days/<int:day>/notes/<int:note>/restore/",
        day_parts.note_restore,
        name="note-restore",
    ),
    # the stripboard and the items that its strips stand for
    path("films/<slug:film>/stripboard/", stripboard.stripboard, name="stripboard"),
    path("films/<slug:film>/stripboard/pdf/", stripboard.stripboard_pdf, name="stripboard-pdf"),
    path("films/<slug:film>/stripboard/scenes/<int:scene>/", items.scene_schedule, name="scene-schedule"),
    path("films/<slug:film>/items/new/", items.item_new, name="item-new"),
    path("films/<slug:film>/items/<int:item>/", items.item_edit, name="item-edit"),
    path("films/<slug:film>/items/<int:item>/times/", items.item_times, name="item-times"),
    path("films/<slug:film>/items/<int:item>/move/", items.item_move, name="item-move"),
    path("films/<slug:film>/items/<int:item>/park/", items.item_park, name="item-park"),
    path("films/<slug:film>/items/<int:item>/bin/", items.item_bin, name="item-bin"),
    path("films/<slug:film>/items/<int:item>/restore/", items.item_restore, name="item-restore"),
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
    path(
        "films/<slug:film>/people/availability/", availability.availability_page, name="person-availability"
    ),
    path("films/<slug:film>/people/<int:person>/", people.person_detail, name="person-detail"),
    path("films/<slug:film>/people/<int:person>/edit/", people.person_edit, name="person-edit"),
    path("films/<slug:film>/people/<int:person>/bin/", people.person_bin, name="person-bin"),
    path("films/<slug:film>/people/<int:person>/restore/", people.person_restore, name="person-restore"),
    # locations with their sets, permits, pictures and ways
    path("films/<slug:film>/locations/", locations.location_list, name="location-list"),
    path("films/<slug:film>/locations/new/", locations.location_new, name="location-new"),
    path("films/<slug:film>/locations/<int:location>/", include(location_pages)),
    # archive clips with their copies, and the sources that hold them
    path("films/<slug:film>/archive/", include(archive_pages)),
    # scenes and themes
    path("films/<slug:film>/scenes/", scenes.scene_list, name="scene-list"),
    path("films/<slug:film>/scenes/new/", scenes.scene_new, name="scene-new"),
    path("films/<slug:film>/scenes/bulk/", scenes.scene_bulk, name="scene-bulk"),
    path("films/<slug:film>/scenes/<int:scene>/", scenes.scene_detail, name="scene-detail"),
    path("films/<slug:film>/scenes/<int:scene>/edit/", scenes.scene_edit, name="scene-edit"),
    path("films/<slug:film>/scenes/<int:scene>/bin/", scenes.scene_bin, name="scene-bin"),
    path("films/<slug:film>/scenes/<int:scene>/restore/", scenes.scene_restore, name="scene-restore"),
    # shots: the list, one shot, and what the table of a scene or a menu sends
    path("films/<slug:film>/shots/", shots.shot_list, name="shot-list"),
    path("films/<slug:film>/shots/bulk/", shots.shot_bulk, name="shot-bulk"),
    path("films/<slug:film>/shots/new/", shots.shot_new, name="shot-new"),
    path("films/<slug:film>/shots/add/", shot_rows.shot_add, name="shot-add"),
    path("films/<slug:film>/shots/renumber/", shot_rows.shot_renumber, name="shot-renumber"),
    path("films/<slug:film>/shots/paste/", shot_paste.shot_paste, name="shot-paste"),
    path("films/<slug:film>/shots/paste/undo/", shot_paste.shot_paste_undo, name="shot-paste-undo"),
    path("films/<slug:film>/shots/<int:shot>/", shots.shot_detail, name="shot-detail"),
    path("films/<slug:film>/shots/<int:shot>/edit/", shots.shot_edit, name="shot-edit"),
    path("films/<slug:film>/shots/<int:shot>/bin/", shots.shot_bin, name="shot-bin"),
    path("films/<slug:film>/shots/<int:shot>/restore/", shots.shot_restore, name="shot-restore"),
    path("films/<slug:film>/shots/<int:shot>/row/", shot_rows.shot_row, name="shot-row"),
    path("films/<slug:film>/shots/<int:shot>/copy/", shot_rows.shot_copy, name="shot-copy"),
    path("films/<slug:film>/shots/<int:shot>/move/", shot_rows.shot_move, name="shot-move"),
    path("films/<slug:film>/themes/", themes.theme_list, name="theme-list"),
    path("films/<slug:film>/themes/new/", themes.theme_new, name="theme-new"),
    path("films/<slug:film>/themes/<int:theme>/edit/", themes.theme_edit, name="theme-edit"),
    path("films/<slug:film>/themes/<int:theme>/bin/", themes.theme_bin, name="theme-bin"),
    path("films/<slug:film>/themes/<int:theme>/restore/", themes.theme_restore, name="theme-restore"),
    # interviews have addresses of their own
    path("films/<slug:film>/", include("interviews.urls")),
    # releases
    path("films/<slug:film>/releases/", releases.release_list, name="release-list"),
    path("films/<slug:film>/releases/new/", releases.release_new, name="release-new"),
    path("films/<slug:film>/releases/forms/", release_forms.release_forms, name="release-forms"),
    *(
        path(
            f"films/<slug:film>/releases/forms/{kind}/",
            release_forms.blank(kind),
            name=f"release-form-{kind}",
        )
        for kind in FORM_KINDS
    ),
    path("films/<slug:film>/releases/<int:release>/", include(release_pages)),
    # the historical timeline
    path("films/<slug:film>/timeline/", events.event_list, name="event-list"),
    path("films/<slug:film>/timeline/pdf/", events.event_list_pdf, name="event-list-pdf"),
    path("films/<slug:film>/timeline/new/", events.event_new, name="event-new"),
    path("films/<slug:film>/timeline/<int:event>/", events.event_detail, name="event-detail"),
    path("films/<slug:film>/timeline/<int:event>/edit/", events.event_edit, name="event-edit"),
    path("films/<slug:film>/timeline/<int:event>/bin/", events.event_bin, name="event-bin"),
    path("films/<slug:film>/timeline/<int:event>/restore/", events.event_restore, name="event-restore"),
    # tables from elsewhere
    path("films/<slug:film>/imports/", include(import_pages)),
    # reports
    path("films/<slug:film>/reports/", include(report_pages)),
    # the film's days in calendar programs
    path("films/<slug:film>/calendar/", calendar_feeds.calendar_list, name="calendar-list"),
    path("films/<slug:film>/calendar/new/", calendar_feeds.calendar_new, name="calendar-new"),
    path(
        "films/<slug:film>/calendar/<int:feed>/revoke/",
        calendar_feeds.calendar_revoke,
        name="calendar-revoke",
    ),
    # pages that look across the whole film: the overview, search
    path("films/<slug:film>/", include("script.urls")),
    # files, and what was deleted
    path("films/<slug:film>/files/<int:file>/", files.file_detail, name="file-detail"),
    path("films/<slug:film>/files/<int:file>/preview/", files.file_preview, name="file-preview"),
    # what people keep of their lists
    path("films/<slug:film>/bulk/<int:bulk>/undo/", bulk.bulk_undo, name="bulk-undo"),
    path("films/<slug:film>/filters/new/", filters.filter_new, name="filter-new"),
    path("films/<slug:film>/filters/<int:filter>/", filters.filter_edit, name="filter-edit"),
    path("films/<slug:film>/filters/<int:filter>/delete/", filters.filter_delete, name="filter-delete"),
    path(
        "films/<slug:film>/history/<slug:kind>/<int:record>/", history.record_history, name="record-history"
    ),
    path("films/<slug:film>/history/<slug:kind>/<int:record>/undo/", history.record_undo, name="record-undo"),
    path("films/<slug:film>/bin/", bin.bin_list, name="bin-list"),
]
