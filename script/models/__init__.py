"""The models of the script, one file per concept."""

from script.models.drafts import Draft
from script.models.imports import ScriptImport
from script.models.rows import Cell, Row, ScriptScene
from script.models.scripts import Script
from script.models.steps import ScriptStep

__all__ = ["Cell", "Draft", "Row", "Script", "ScriptImport", "ScriptScene", "ScriptStep"]
