"""Catalogs: read, write, carry translations over. Only `files` touches the disk."""
