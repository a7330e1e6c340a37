"""Rows for tests: the least that is valid, overridden by what a test is about."""

from tests.factories.archive import *  # noqa: F403
from tests.factories.films import *  # noqa: F403
from tests.factories.interviews import *  # noqa: F403
from tests.factories.numbers import *  # noqa: F403
from tests.factories.planning import *  # noqa: F403
from tests.factories.schedule import *  # noqa: F403
from tests.factories.script import *  # noqa: F403
from tests.factories.spoken import *  # noqa: F403
from tests.factories.transcripts import *  # noqa: F403
