"""What a table's columns mean, what becomes of its rows, and the taking and undoing of a whole import.

``kinds`` says what can be imported, ``reading`` turns a file into rows, ``columns`` guesses what its
headings mean, ``check`` finds the fate of each row, ``taking`` and ``undoing`` write, many rows at once.
"""
