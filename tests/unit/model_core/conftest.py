"""What tests of the model host share."""

from __future__ import annotations

import pytest

from model_core import base
from model_core.tokenizer import Tokenizer


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    """The tokenizer of the base model."""
    return Tokenizer(base.tokenizer_json(base.locate()), end=base.END_OF_TEXT)
