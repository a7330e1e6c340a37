"""The entry point for gunicorn and other WSGI servers."""

import os

from production import sqlite

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "production.settings")
sqlite.use_safe_library()

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
