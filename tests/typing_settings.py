"""The settings as the type checker's Django plugin reads them: of a server for this machine alone."""

import os

os.environ.setdefault("RODAJE_LOCAL", "1")

from production.settings import *  # noqa: F403
