"""Glossaries for tests."""

from polybook.terms.glossary import Glossary
from polybook.terms.load import read_glossary

COLUMNS = "term,translation,level,avoid,pos,context,note,discussion"


def glossary_of(*rows: str, language: str = "vi") -> Glossary:
    """Make a glossary of rows, whose last cells may be left out; there must be no fault in it."""
    table = [COLUMNS, *(row + "," * (7 - row.count(",")) for row in rows)]
    loaded = read_glossary("\n".join(table).encode(), f"glossary/{language}.csv", language)
    assert loaded.findings == ()
    return loaded.glossary
