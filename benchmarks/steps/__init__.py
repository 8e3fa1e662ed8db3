"""One module a step: each says how polybook and its peers do that step."""
