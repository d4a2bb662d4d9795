"""The import's planner: tables and a snapshot in, a batch and a report out. No files, no graph, no clock."""
