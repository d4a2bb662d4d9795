"""Coverage gaps: key people nobody of us met, and what hangs on a single contact."""
