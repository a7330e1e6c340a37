"""On a server each static file has its hash in its name, and what it leads to as well."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

import production

PROGRAMS = Path(production.__file__).parent / "static" / "production"


@pytest.fixture
def collected(settings, tmp_path):
    backend = {"BACKEND": "production.static_files.HashedStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": backend}
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["js", "css", "map", "mjs", "scss", "svg", "ts", "json"]
    settings.STATIC_ROOT = tmp_path / "static"
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path / "static"


def test_programs_import_what_lies_beside_them_by_its_hash(collected):
    programs = [
        path for path in (collected / "production").glob("*.js") if re.search(r"\.\w{12}\.js$", path.name)
    ]
    assert programs
    for program in programs:
        for name in re.findall(r'^import .*"\./(.+)";$', program.read_text(), re.MULTILINE):
            assert re.fullmatch(r"\w+\.\w{12}\.js", name), program.name
            assert (program.parent / name).exists()


def test_what_a_page_sends_by_itself_says_whose_it_is():
    """One place knows how; a program that posts asks there."""
    programs = {path.name: path.read_text() for path in PROGRAMS.glob("*.js")}
    assert [name for name, text in programs.items() if "X-CSRFToken" in text] == ["app.js"]
    posting = {name for name, text in programs.items() if 'method: "POST"' in text and "fetch(" in text}
    assert posting >= {"queue.js", "stripboard.js", "shots_save.js", "day_report.js"}
    assert [name for name in sorted(posting) if "ownHeaders" not in programs[name]] == []
