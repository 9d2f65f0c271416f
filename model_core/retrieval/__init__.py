"""Finds the devices of a large home that a sentence could mean."""
