"""The tables `[engines.NAME]` and `[translate]` of the configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from polybook.config import Config, load
from polybook.config_engines import find_engine
from polybook.engines.engine import EngineSetting
from polybook.model.errors import ConfigError, UsageError


def read(root: Path, text: str) -> Config:
    (root / "polybook.toml").write_text(f'languages = ["vi"]\n{text}', "utf-8")
    return load(root)


def test_engines_are_read(tmp_path):
    config = read(
        tmp_path,
        """
        [translate]
        engine = "openai"
        [engines.openai]
        url = "http://localhost:11434/v1"
        model = "llama3.1"
        timeout = 120
        parallel = 4
        price = 0.5
        [engines.command]
        command = ["python", "drafts.py"]
        """,
    )
    assert config.translate.engine == "openai"
    assert config.engines == (
        EngineSetting("openai", "http://localhost:11434/v1", "llama3.1", (), 120.0, 4, 0.5),
        EngineSetting("command", command=("python", "drafts.py")),
    )
    assert find_engine(config.engines, "openai").model == "llama3.1"


def test_by_default_the_memory_drafts(tmp_path):
    config = read(tmp_path, "")
    assert (config.translate.engine, config.engines) == ("memory", ())
    assert find_engine((), "memory") == EngineSetting("memory")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[engines.openia]\n", "did you mean `openai`?"),
        (
            "[engines.openai]\nurll = 'x'",
            "[engines.openai]: unknown key `urll`; did you mean `url`?",
        ),
        ("[engines.openai]\nkey = 'secret'", "unknown key `key`"),
        ("[engines.openai]\nurl = ''", "`url` must be a string"),
        ("[engines.openai]\nurl = 'example.org'", "`url` must be an address"),
        ("[engines.openai]\nurl = 'ftp://example.org'", "`url` must be an address"),
        ("[engines.openai]\nurl = 'https://'", "`url` must be an address"),
        ("[engines.openai]\nurl = 'https://a b'", "`url` must be an address"),
        ("[engines.openai]\nurl = 'https://[::1'", "`url` must be an address"),
        ("[engines.openai]\nurl = 'https://a:99999'", "`url` must be an address"),
        ("[engines.openai]\nmodel = 3", "`model` must be a string"),
        ("[engines.openai]\ncommand = ['a']", "`command` is for [engines.command]"),
        ("[engines.command]\ncommand = 'a b'", "`command` must be a list of strings"),
        ("[engines.command]\ncommand = []", "`command` must be a program with its arguments"),
        ("[engines.openai]\ntimeout = 0", "`timeout` must be a number, 0.1 or more"),
        ("[engines.openai]\ntimeout = true", "`timeout` must be a number"),
        ("[engines.openai]\ntimeout = inf", "`timeout` must be a number"),
        ("[engines.openai]\nprice = -1", "`price` must be a number, 0 or more, such as price = 20"),
        ("[engines.openai]\nprice = nan", "`price` must be a number"),
        ("[engines.openai]\nparallel = 0", "`parallel` must be a number from 1 to 64"),
        ("[engines.openai]\nparallel = 1.5", "`parallel` must be a number from 1 to 64"),
        ("engines = 1", "must be a table"),
        ("[engines]\nopenai = 1", "must be a table"),
        ("[translate]\nengin = 'x'", "did you mean `engine`?"),
        ("[translate]\nengine = 'depl'", 'there is no engine "depl"; did you mean `deepl`?'),
        ("translate = 1", "must be a table"),
    ],
)
def test_a_fault_names_its_key(tmp_path, text, said):
    with pytest.raises(ConfigError) as error:
        read(tmp_path, text)
    assert said in str(error.value)


def test_a_password_in_an_address_is_refused_and_not_shown(tmp_path):
    with pytest.raises(ConfigError) as error:
        read(tmp_path, "[engines.deepl]\nurl = 'https://me:hunter2@api.deepl.com'")
    assert "keys come from the environment only" in str(error.value)
    assert "hunter2" not in str(error.value)


def test_an_unknown_engine_is_wrong_usage():
    with pytest.raises(UsageError, match="did you mean `deepl`"):
        find_engine((), "depl")
