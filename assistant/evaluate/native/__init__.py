"""Suites in Ensemble's own format, on the simulators that `ensemble simulate` runs."""
