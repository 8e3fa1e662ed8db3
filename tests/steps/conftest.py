import pytest

from tests.project import make_project


@pytest.fixture
def project(tmp_path):
    """The small book, extracted, with empty catalogs."""
    return make_project(tmp_path)


@pytest.fixture(autouse=True)
def _fixed_date(monkeypatch):
    """Have every file say that it was written on 2024-02-28, at 09:30 UTC."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1709112600")
