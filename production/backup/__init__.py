"""Everything that people entered, as one archive: made while they work, restored as a whole or not at all."""
