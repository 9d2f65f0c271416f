"""Homes that come with the product."""

from __future__ import annotations

from pathlib import Path

DEMO = Path(__file__).with_name("demo.yaml")
"""A small house on two floors, a phone and a car."""
