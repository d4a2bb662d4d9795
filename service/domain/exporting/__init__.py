"""An account as of one day as rows of the sheets that the import reads."""
