"""The addresses of interviews, below films/<film>/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from interviews.views import (
    coverage,
    cues,
    interviews,
    log,
    papers,
    proxies,
    proxy_uploads,
    questions,
    recordings,
    segments,
    selects,
    subjects,
    transcript_exports,
    transcript_imports,
    transcript_papers,
    transcript_steps,
    transcripts,
    translations,
)
from production.views import reports

# below films/<film>/interviews/subjects/<subject>/
subject_pages: list[URLPattern | URLResolver] = [
    path("", subjects.subject_detail, name="subject-detail"),
    path("edit/", subjects.subject_edit, name="subject-edit"),
    path("follow/", subjects.subject_follow, name="subject-follow"),
    path("lap-sheet/", papers.subject_lap_sheet, name="subject-lap-sheet"),
    path("bin/", subjects.subject_bin, name="subject-bin"),
    path("restore/", subjects.subject_restore, name="subject-restore"),
    path("questions/new/", questions.question_new, name="question-new"),
    path("questions/paste/", questions.question_paste, name="question-paste"),
    path("questions/<int:question>/edit/", questions.question_edit, name="question-edit"),
    path("questions/<int:question>/move/", questions.question_move, name="question-move"),
    path("questions/<int:question>/mark/", questions.question_mark, name="question-mark"),
    path("questions/<int:question>/bin/", questions.question_bin, name="question-bin"),
    path("questions/<int:question>/restore/", questions.question_restore, name="question-restore"),
]

# what looks across all interviews
finding_pages: list[URLPattern | URLResolver] = [
    path("selects/", selects.select_list, name="select-list"),
    path("selects/bulk/", selects.segment_bulk, name="segment-bulk"),
    path("interviews/coverage/", coverage.interview_coverage, name="interview-coverage"),
]

# below films/<film>/interviews/
interview_pages: list[URLPattern | URLResolver] = [
    path("", interviews.interview_list, name="interview-list"),
    path("new/", interviews.interview_new, name="interview-new"),
    path("bulk/", interviews.interview_bulk, name="interview-bulk"),
    path("<int:interview>/", interviews.interview_detail, name="interview-detail"),
    path("<int:interview>/edit/", interviews.interview_edit, name="interview-edit"),
    path("<int:interview>/follow/", interviews.interview_follow, name="interview-follow"),
    path("<int:interview>/bin/", interviews.interview_bin, name="interview-bin"),
    path("<int:interview>/restore/", interviews.interview_restore, name="interview-restore"),
]

# below films/<film>/interviews/<interview>/recordings/
recording_pages: list[URLPattern | URLResolver] = [
    path("new/", recordings.recording_new, name="recording-new"),
    path("<int:recording>/edit/", recordings.recording_edit, name="recording-edit"),
    path("<int:recording>/bin/", recordings.recording_bin, name="recording-bin"),
    path("<int:recording>/restore/", recordings.recording_restore, name="recording-restore"),
]

# below films/<film>/recordings/<recording>/
log_pages: list[URLPattern | URLResolver] = [
    path("log/", log.log_page, name="log"),
    path("log/cues/", log.log_cues, name="log-cues"),
    path("log/segments/", log.log_segments, name="log-segments"),
    path("segments/new/", segments.segment_new, name="segment-new"),
    path("segments/<int:segment>/", segments.segment_row, name="segment-row"),
    path("segments/<int:segment>/edit/", segments.segment_edit, name="segment-edit"),
    path("segments/<int:segment>/mark/", segments.segment_mark, name="segment-mark"),
    path("segments/<int:segment>/bin/", segments.segment_bin, name="segment-bin"),
    path("segments/<int:segment>/restore/", segments.segment_restore, name="segment-restore"),
]

# below films/<film>/recordings/<recording>/import/<transcript_import>/
transcript_import_pages: list[URLPattern | URLResolver] = [
    path("", transcript_imports.transcript_import_detail, name="transcript-import-detail"),
    path("columns/", transcript_imports.transcript_import_columns, name="transcript-import-columns"),
    path("reading/", transcript_imports.transcript_import_reading, name="transcript-import-reading"),
    path("take/", transcript_imports.transcript_import_take, name="transcript-import-take"),
    path("discard/", transcript_imports.transcript_import_discard, name="transcript-import-discard"),
]

# below films/<film>/recordings/<recording>/proxy/
proxy_pages: list[URLPattern | URLResolver] = [
    path("", proxies.proxy_edit, name="proxy-edit"),
    path("play/", proxies.proxy_play, name="proxy-play"),
    path("take/", proxies.proxy_take, name="proxy-take"),
    path("offset/", proxies.proxy_offset, name="proxy-offset"),
    path("folder/", proxies.proxy_folder, name="proxy-folder"),
    path("<int:proxy>/bin/", proxies.proxy_bin, name="proxy-bin"),
    path("<int:proxy>/restore/", proxies.proxy_restore, name="proxy-restore"),
    path("uploads/", proxy_uploads.proxy_upload_new, name="proxy-upload-new"),
    path("uploads/<int:upload>/", proxy_uploads.proxy_upload, name="proxy-upload"),
    path("uploads/<int:upload>/finish/", proxy_uploads.proxy_upload_finish, name="proxy-upload-finish"),
    path("uploads/<int:upload>/abandon/", proxy_uploads.proxy_upload_abandon, name="proxy-upload-abandon"),
]

# below films/<film>/recordings/<recording>/transcripts/<transcript>/
transcript_pages: list[URLPattern | URLResolver] = [
    path("", transcripts.transcript_detail, name="transcript-detail"),
    path("edit/", transcripts.transcript_edit, name="transcript-edit"),
    path("main/", transcripts.transcript_main, name="transcript-main"),
    path("bin/", transcripts.transcript_bin, name="transcript-bin"),
    path("restore/", transcripts.transcript_restore, name="transcript-restore"),
    path("shift/", transcript_steps.transcript_shift, name="transcript-shift"),
    path("replace/", transcript_steps.transcript_replace, name="transcript-replace"),
    path("speakers/", transcript_steps.transcript_speakers, name="transcript-speakers"),
    path("export/", transcript_exports.transcript_export, name="transcript-export"),
    path("export/<str:format>/", transcript_exports.transcript_export_file, name="transcript-export-file"),
    path("steps/", transcript_steps.transcript_steps, name="transcript-steps"),
    path("steps/<int:step>/undo/", transcript_steps.step_undo, name="step-undo"),
    path("cues/", transcripts.transcript_cues, name="transcript-cues"),
    path("cues/new/", cues.cue_new, name="cue-new"),
    path("cues/<int:cue>/", cues.cue_edit, name="cue-edit"),
    path("cues/<int:cue>/text/", cues.cue_text, name="cue-text"),
    path("cues/<int:cue>/speaker/", cues.cue_speaker, name="cue-speaker"),
    path("cues/<int:cue>/split/", cues.cue_split, name="cue-split"),
    path("cues/<int:cue>/merge/", cues.cue_merge, name="cue-merge"),
    path("cues/<int:cue>/delete/", cues.cue_delete, name="cue-delete"),
    path("translations/new/", translations.translation_new, name="translation-new"),
    path("translations/<int:translation>/edit/", translations.translation_edit, name="translation-edit"),
    path("translations/<int:translation>/bin/", translations.translation_bin, name="translation-bin"),
    path(
        "translations/<int:translation>/restore/",
        translations.translation_restore,
        name="translation-restore",
    ),
    path(
        "translations/<int:translation>/cues/<int:cue>/",
        translations.translation_line,
        name="translation-line",
    ),
]

# transcripts and logs on paper
paper_pages: list[URLPattern | URLResolver] = [
    path("interviews/<int:interview>/log/", transcript_papers.interview_log, name="interview-log"),
    path(
        "interviews/<int:interview>/log/pdf/", transcript_papers.interview_log_pdf, name="interview-log-pdf"
    ),
    path("recordings/<int:recording>/log/pdf/", transcript_papers.log_pdf, name="log-pdf"),
    path(
        "recordings/<int:recording>/transcripts/<int:transcript>/paper/",
        transcript_papers.transcript_paper,
        name="transcript-paper",
    ),
    path(
        "recordings/<int:recording>/transcripts/<int:transcript>/paper/pdf/",
        transcript_papers.transcript_pdf,
        name="transcript-pdf",
    ),
    path("reports/transcripts/", transcript_papers.report_transcripts, name="report-transcripts"),
    path("reports/logs/", transcript_papers.report_logs, name="report-logs"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(finding_pages)),
    path("", include(paper_pages)),
    path("interviews/", include(interview_pages)),
    path("interviews/<int:interview>/recordings/", include(recording_pages)),
    path("interviews/subjects/", subjects.subject_list, name="subject-list"),
    path("interviews/subjects/new/", subjects.subject_new, name="subject-new"),
    path("interviews/subjects/<int:subject>/", include(subject_pages)),
    path("recordings/<int:recording>/", include(log_pages)),
    path(
        "recordings/<int:recording>/import/", transcript_imports.transcript_import, name="transcript-import"
    ),
    path(
        "recordings/<int:recording>/import/<int:transcript_import>/",
        include(transcript_import_pages),
    ),
    path("recordings/<int:recording>/proxy/", include(proxy_pages)),
    path("recordings/<int:recording>/transcripts/", transcripts.transcript_list, name="transcript-list"),
    path("recordings/<int:recording>/transcripts/new/", transcripts.transcript_new, name="transcript-new"),
    path("recordings/<int:recording>/transcripts/<int:transcript>/", include(transcript_pages)),
    path("people/<int:person>/interview/", subjects.subject_of, name="subject-of"),
    path("reports/question-lists/", reports.page(papers.QUESTION_LISTS), name="report-question-lists"),
    path(
        "reports/question-lists/pdf/",
        reports.pdf(papers.QUESTION_LISTS),
        name="report-question-lists-pdf",
    ),
]
