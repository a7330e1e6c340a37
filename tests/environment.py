"""The environment of the tests, set before Django reads its settings (pytest -p tests.environment)."""

import atexit
import os
import shutil
import tempfile

from production import sqlite

sqlite.use_safe_library()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "production.settings")
os.environ.setdefault("RODAJE_LOCAL", "1")
os.environ.setdefault("EMAIL_URL", "memorymail://")
if "RODAJE_DATA" not in os.environ:
    _folder = tempfile.mkdtemp(prefix="rodaje-tests-")
    os.environ["RODAJE_DATA"] = _folder
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
