"""A script with a line."""

import pytest

from tests.factories import CellFactory, RowFactory


@pytest.fixture
def cell(scene):
    return CellFactory(row=RowFactory(scene=scene), text="One")
