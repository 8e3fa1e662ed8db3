"""Where the units of a page are, and how translations are spliced in. Grammar lives only here."""
