"""The contents directive: its id comes from its title, and must come from the English one."""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst.directives.parts import Contents

from polybook.sphinx.state import flat, pages


class ContentsInEnglish(Contents):
    """docutils' own directive, which makes the id when it runs; the title is exchanged after."""

    def run(self) -> list[nodes.Node]:
        """Return the nodes that docutils makes, with the English id and the translated title."""
        env = getattr(self.state.document.settings, "env", None)
        state = pages(env).get(env.docname) if env is not None else None
        title = self.arguments[0] if self.arguments else ""
        english = dict(state.contents).get(flat(title), title) if state is not None else title
        if english == title:
            return list(super().run())
        self.arguments = [english]
        made = list(super().run())
        shown, messages = self.state.inline_text(title, self.lineno)
        topic = made[0]
        if isinstance(topic, nodes.topic) and isinstance(topic[0], nodes.title):
            topic[0] = nodes.title(title, "", *shown)
        return [*made, *messages]
