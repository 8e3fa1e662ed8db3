"""The engines by name, and the Protocol that all of them keep."""

import subprocess
import sys

import pytest

from polybook.engines.batches import batches, drafts
from polybook.engines.engine import AnswerError, Engine, EngineSetting, Limits, Request
from polybook.engines.registry import ENGINES, open_engine
from polybook.model.errors import ConfigError
from tests.engines.engines import GLOSSARY, KEYS, VIETNAMESE

SETTINGS = (
    EngineSetting("libretranslate", "http://localhost:5000"),
    EngineSetting("deepl", "https://api.example.org"),
    EngineSetting("openai", "http://localhost:11434/v1", "tiny"),
    EngineSetting("google", "https://example.org/v3/projects/my-project/locations/global"),
    EngineSetting("command", command=("cat",)),
)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.name)
def test_each_engine_opens_without_sending_anything(setting, monkeypatch):
    for name in KEYS:
        monkeypatch.setenv(name, "some-key")
    engine: Engine = open_engine(setting, VIETNAMESE, GLOSSARY)
    assert engine.name == setting.name
    assert engine.version
    assert engine.host in setting.url
    assert bool(engine.host) == bool(setting.url)
    engine.close()
    engine.close()


def test_every_name_has_its_module():
    assert {"memory", *(one.name for one in SETTINGS)} == set(ENGINES)


@pytest.mark.parametrize("name", ["deepel", "../steps", "engine"])
def test_no_other_module_is_ever_an_engine(name):
    known = "memory, libretranslate, deepl, openai, google, command"
    with pytest.raises(ConfigError, match=f'there is no engine "{name}"; name one of {known}'):
        open_engine(EngineSetting(name), VIETNAMESE, GLOSSARY)


@pytest.mark.parametrize("name", ["libretranslate", "deepl", "openai", "google"])
def test_no_host_is_chosen_for_anybody(name):
    with pytest.raises(
        ConfigError, match="nothing is sent to a host that the configuration does not name"
    ):
        open_engine(EngineSetting(name), VIETNAMESE, GLOSSARY)


@pytest.mark.parametrize("module", ["registry", "masking", "unmasking", "command", "engine"])
def test_what_needs_no_network_imports_none(module):
    program = f"import sys, polybook.engines.{module}\nprint('requests' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


# Batches


def requests(*lengths):
    return [Request("a" * length) for length in lengths]


@pytest.mark.parametrize(
    ("lengths", "sizes"),
    [
        ([], []),
        ([5, 5], [2]),
        ([1, 1, 1, 1], [3, 1]),
        ([6, 5, 5], [1, 2]),
        ([99], [1]),
        ([1, 99, 1], [1, 1, 1]),
        ([10, 0, 0, 1], [3, 1]),
    ],
)
def test_batches_keep_to_the_limits_and_to_the_order(lengths, sizes):
    given = requests(*lengths)
    found = list(batches(given, Limits(texts=3, characters=10)))
    assert [len(one) for one in found] == sizes
    assert [request for one in found for request in one] == given


def test_of_a_batch_that_fails_each_text_is_asked_for_alone():
    asked = []

    def ask(batch):
        asked.append(len(batch))
        if any("bad" in one.text for one in batch):
            raise AnswerError("no such word")
        return ["Từ này." for _ in batch]

    given = [Request("One word."), Request("bad"), Request("Two words.")]
    found = drafts(given, Limits(texts=3), VIETNAMESE, ask)
    assert [one.text for one in found] == ["Từ này.", "", "Từ này."]
    assert found[1].reason == "no such word"
    assert asked == [3, 1, 1, 1]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_another_number_of_answers_is_none(count):
    found = drafts(requests(3, 3), Limits(texts=2), VIETNAMESE, lambda _: ["Từ này."] * count)
    expected = ["Từ này.", "Từ này."] if count == 1 else ["", ""]
    assert [one.text for one in found] == expected
