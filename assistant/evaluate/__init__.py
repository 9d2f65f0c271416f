"""Suites of sentences with expected changes, run against the whole assistant."""
