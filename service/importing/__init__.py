"""Bringing files into the graph: reading them, recognising their columns, previewing, applying, undoing."""
