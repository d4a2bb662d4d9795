"""Nemawashi 根回し: relationship intelligence for enterprise account planning, on a property graph."""

__version__ = "0.1.0"
