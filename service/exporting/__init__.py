"""Workbooks that people take with them: an account as of a day, and the template to fill in."""
