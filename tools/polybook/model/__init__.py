"""Values that every room shares: span, unit, entry, finding, errors. Imports nothing of ours."""
