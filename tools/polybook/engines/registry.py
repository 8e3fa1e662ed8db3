"""The engines by name; each module is imported when its engine is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from polybook.catalog.comments import MEMORY
from polybook.engines.engine import Engine, EngineSetting, Languages, OpenEngine
from polybook.model.errors import ConfigError
from polybook.terms.glossary import Glossary

ENGINES = (MEMORY, "libretranslate", "deepl", "openai", "google", "command")
"""All names, the default first; the module of each has the same name."""


def open_engine(setting: EngineSetting, languages: Languages, glossary: Glossary) -> Engine:
    """Return the engine of a setting, ready to work; nothing is sent before it is asked.

    Raises ConfigError when there is none of that name, or when it cannot work as it is configured:
    the message has what to write.
    """
    if setting.name not in ENGINES:
        # What is imported must not depend on a name that nobody has looked at.
        step = f"name one of {', '.join(ENGINES)}"
        raise ConfigError(f'there is no engine "{setting.name}"; {step}')
    module = import_module(f"polybook.engines.{setting.name}")
    return cast(OpenEngine, module.open_engine)(setting, languages, glossary)
