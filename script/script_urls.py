"""Scripts, their rows, drafts, papers and what goes in and out of them; below films/<film>/scripts/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from script.views import (
    cells,
    cut_imports,
    drafts,
    exports,
    paper_edits,
    papers,
    reading_rules,
    rows,
    scenes,
    script_page,
    scripts,
    segment_exports,
    undo,
    warnings,
    words_out,
)

urlpatterns: list[URLPattern | URLResolver] = [
    # scripts and their page
    path("", scripts.script_list, name="script-list"),
    path("new/", scripts.script_new, name="script-new"),
    path("<int:script>/edit/", scripts.script_edit, name="script-edit"),
    path("<int:script>/make-working/", scripts.script_work, name="script-work"),
    path("<int:script>/bin/", scripts.script_bin, name="script-bin"),
    path("<int:script>/restore/", scripts.script_restore, name="script-restore"),
    path("<int:script>/", script_page.script_detail, name="script-detail"),
    path("<int:script>/drawer/", script_page.script_drawer, name="script-drawer"),
    # rows and cells
    path("<int:script>/rows/new/", rows.row_new, name="row-new"),
    path("<int:script>/rows/<int:row>/move/", rows.row_move, name="row-move"),
    path("<int:script>/rows/<int:row>/split/", rows.row_split, name="row-split"),
    path("<int:script>/rows/<int:row>/join/", rows.row_join, name="row-join"),
    path("<int:script>/rows/<int:row>/delete/", rows.row_delete, name="row-delete"),
    path("<int:script>/cells/new/", cells.cell_new, name="cell-new"),
    path("<int:script>/cells/<int:cell>/edit/", cells.cell_edit, name="cell-edit"),
    path("<int:script>/cells/<int:cell>/trim/", cells.cell_trim, name="cell-trim"),
    path("<int:script>/cells/<int:cell>/move/", cells.cell_move, name="cell-move"),
    path("<int:script>/cells/<int:cell>/delete/", cells.cell_delete, name="cell-delete"),
    path("<int:script>/cells/<int:cell>/pin/", cells.cell_pin, name="cell-pin"),
    path("<int:script>/cells/<int:cell>/accept/", cells.cell_accept, name="cell-accept"),
    path("<int:script>/cells/<int:cell>/keep/", cells.cell_keep, name="cell-keep"),
    path("<int:script>/cells/<int:cell>/words/", cells.cell_words, name="cell-words"),
    path("<int:script>/scenes/new/", scenes.scene_new, name="script-scene-new"),
    path("<int:script>/scenes/<int:scene>/edit/", scenes.scene_edit, name="script-scene-edit"),
    path("<int:script>/scenes/<int:scene>/move/", scenes.scene_move, name="script-scene-move"),
    path("<int:script>/scenes/<int:scene>/delete/", scenes.scene_delete, name="script-scene-delete"),
    path("<int:script>/undo/", undo.script_undo, name="script-undo"),
    path("<int:script>/redo/", undo.script_redo, name="script-redo"),
    path("<int:script>/since/", undo.script_since, name="script-since"),
    path("<int:script>/sources/", undo.script_sources, name="script-sources"),
    # drafts
    path("<int:script>/drafts/", drafts.draft_list, name="draft-list"),
    path("<int:script>/drafts/lock/", drafts.draft_lock, name="draft-lock"),
    path("<int:script>/drafts/compare/", drafts.draft_compare, name="draft-compare"),
    path("<int:script>/drafts/<int:draft>/", drafts.draft_detail, name="draft-detail"),
    path("<int:script>/warnings/", warnings.script_warnings, name="script-warnings"),
    path("<int:script>/warnings/count/", warnings.script_warning_count, name="script-warning-count"),
    # papers
    path("<int:script>/papers/", papers.script_papers, name="script-papers"),
    path("<int:script>/papers/<slug:name>/pdf/", papers.script_paper_pdf, name="script-paper-pdf"),
    # exports, and cuts that come back
    path("segments/", segment_exports.script_segments, name="script-segments"),
    path("segments/<str:format>/", segment_exports.script_segments_export, name="script-segments-export"),
    path("<int:script>/exports/", exports.script_exports, name="script-exports"),
    path("<int:script>/exports/subtitles/", exports.script_subtitles, name="script-subtitles"),
    path(
        "<int:script>/exports/subtitles/rules/",
        reading_rules.script_subtitle_rules,
        name="script-subtitle-rules",
    ),
    path("<int:script>/exports/<str:format>/", exports.script_export, name="script-export"),
    path("<int:script>/cuts/", cut_imports.script_cut_import, name="script-cut-import"),
    path("<int:script>/cuts/<int:cut_import>/", cut_imports.script_cut_detail, name="script-cut-detail"),
    path(
        "<int:script>/cuts/<int:cut_import>/choose/",
        cut_imports.script_cut_choose,
        name="script-cut-choose",
    ),
    path("<int:script>/cuts/<int:cut_import>/drop/", cut_imports.script_cut_drop, name="script-cut-drop"),
    # paper edits and screenplays
    path("<int:script>/words/<slug:format>/", words_out.script_words_export, name="script-words-export"),
    path("<int:script>/paper-edit/", paper_edits.script_paper_edit, name="script-paper-edit"),
    path("<int:script>/screenplay/", paper_edits.script_screenplay, name="script-screenplay"),
    path("<int:script>/read/<int:script_import>/", paper_edits.script_reading, name="script-reading"),
    path(
        "<int:script>/read/<int:script_import>/again/",
        paper_edits.script_reading_again,
        name="script-reading-again",
    ),
    path(
        "<int:script>/read/<int:script_import>/take/",
        paper_edits.script_reading_take,
        name="script-reading-take",
    ),
    path(
        "<int:script>/read/<int:script_import>/discard/",
        paper_edits.script_reading_drop,
        name="script-reading-drop",
    ),
]
