"""Whatever drafts translations: each engine in a module of its own, all behind one Protocol."""
