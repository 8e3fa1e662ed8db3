"""The tables `[posts]` and `[tags]` of the configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from polybook.config import Config, load
from polybook.model.errors import ConfigError


def read(root: Path, text: str) -> Config:
    (root / "polybook.toml").write_text(f'languages = ["vi", "fr"]\n{text}', "utf-8")
    return load(root)


def test_posts_and_tags_are_read(tmp_path):
    config = read(
        tmp_path,
        """
        [posts]
        pages = ["news/*.md"]
        addresses = "polyglot"
        site = "https://b.example/{language}"
        [tags.vi]
        "a b" = "c d"
        """,
    )
    assert config.posts.pages == ("news/*.md",)
    assert config.posts.addresses == "polyglot"
    assert config.posts.site_of("vi") == "https://b.example/vi/"
    assert config.tags_of("vi") == {"a b": "c d"}
    assert config.tags_of("fr") == {}


def test_by_default_no_site_is_known(tmp_path):
    assert read(tmp_path, "").posts.site_of("vi") == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[posts]\npage = []", "did you mean `pages`?"),
        ('[posts]\naddresses = "flat"', '`addresses` must be "folders" or "polyglot"'),
        ('[posts]\nsite = "b.example"', "`site` must be an address"),
        ('[posts]\nsite = "https://b.example/a b"', "`site` must be an address"),
        ('[posts]\nsite = ""', "`site` must be a string"),
        ("[posts]\npages = [1]", "`pages` must be a list of strings"),
        ("[tags]\nja = {}", "unknown key `ja`"),
        ("[tags.vi]\na = 1", "`a` must be a string"),
        ("posts = 1", "must be a table"),
        ("[tags]\nvi = 1", "must be a table"),
    ],
)
def test_a_fault_names_its_key(tmp_path, text, said):
    with pytest.raises(ConfigError) as error:
        read(tmp_path, text)
    assert said in str(error.value)
