"""The two furnished films of the sweeps serve the proofs too."""

from tests.sweeps.conftest import _own_files, furnished_world, world, world_settings

__all__ = ["_own_files", "furnished_world", "world", "world_settings"]
