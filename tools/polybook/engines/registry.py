"""The engines by name; each module is imported when its engine is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from polybook.engines.engine import Engine, EngineError, EngineSetting, Languages, OpenEngine
from polybook.terms.glossary import Glossary

ENGINES = ("memory", "libretranslate", "deepl", "openai", "google", "command")
"""All names, the default first; the module of each has the same name."""


def open_engine(setting: EngineSetting, languages: Languages, glossary: Glossary) -> Engine:
    """Return the engine of a setting, ready to work; nothing is sent before it is asked.

    Raises EngineError when there is none of that name, or when it cannot work as it is configured:
    the message has the lines to write.
    """
    if setting.name not in ENGINES:
        # Needed only to complain.
        import difflib

        close = difflib.get_close_matches(setting.name, ENGINES, n=1)
        step = f"did you mean `{close[0]}`?" if close else f"known are {', '.join(ENGINES)}"
        raise EngineError(f'there is no engine "{setting.name}"; {step}')
    module = import_module(f"polybook.engines.{setting.name}")
    return cast(OpenEngine, module.open_engine)(setting, languages, glossary)
