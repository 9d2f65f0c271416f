"""Weighing several plans for one sentence, where the model alone is not sure of its first."""
