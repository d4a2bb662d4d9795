"""Measurements side by side with a peer: run by `make bench`, never asserted in a test."""
