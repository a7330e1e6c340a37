"""The entry point for ASGI servers."""

import os

from production import sqlite

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "production.settings")
sqlite.use_safe_library()

from django.core.asgi import get_asgi_application  # noqa: E402

application = get_asgi_application()
