"""Catalogs: read, write, carry translations over; and the memory of all that they have said.

Only `files`, `tmx` and `memory*` touch the disk.
"""
