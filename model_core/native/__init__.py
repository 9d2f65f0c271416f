"""Decoding steps as compiled loops over int8 weights."""
