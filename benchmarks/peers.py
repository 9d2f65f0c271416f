"""Other tools that write a plan for the same prompt: each has the home in its cache and a grammar ready."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import torch

from benchmarks import gbnf

LONGEST = 320
"""Tokens of a plan, as in the engine."""
IMPLEMENTATIONS = ("eager", "grouped_mm", "batched_mm")
"""Experts of transformers."""


@dataclass(frozen=True, slots=True)
class Written:
    """A plan as a peer wrote it."""

    text: str
    tokens: int


class Peer(Protocol):
    """Writes the plan for a prompt that goes on where the home ends."""

    taught: bool
    """Whether its model was taught to write plans, and so to end them."""

    def __call__(self, prompt: Sequence[int], most: int = LONGEST) -> Written:
        """The plan of at most so many tokens, greedily chosen."""


class Transformers:
    """`generate` with the grammar by xgrammar, which reads the engine's Lark text as it is.

    Keys and values of the home stay in the cache, which is cut back to them after each plan.
    """

    taught = True

    def __init__(self, folder: Path, dtype: torch.dtype, home: Sequence[int], grammar: str) -> None:
        import transformers
        import xgrammar

        library: Any = transformers
        self._model = library.AutoModelForCausalLM.from_pretrained(folder, dtype=dtype).eval()
        config = self._model.config
        self._tokenizer = library.PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"))
        end: int = config.eos_token_id
        info = xgrammar.TokenizerInfo.from_huggingface(
            self._tokenizer, vocab_size=config.vocab_size, stop_token_ids=[end]
        )
        self._grammar: Any = xgrammar.GrammarCompiler(info).compile_grammar(
            xgrammar.Grammar.from_lark(grammar)
        )
        self._end, self._home = end, list(home)
        self._cache = library.DynamicCache(config=config)
        with torch.inference_mode():
            self._model(torch.tensor([self._home]), past_key_values=self._cache, logits_to_keep=1)

    def use(self, implementation: str) -> None:
        """Compute the experts in another of the ways of transformers."""
        self._model.set_experts_implementation(implementation)

    def __call__(self, prompt: Sequence[int], most: int = LONGEST) -> Written:
        """See `Peer`."""
        from xgrammar.contrib.hf import LogitsProcessor

        ids = torch.tensor([[*self._home, *prompt]])
        with torch.inference_mode():
            written = self._model.generate(
                ids,
                attention_mask=torch.ones_like(ids),
                past_key_values=self._cache,
                logits_processor=[LogitsProcessor(self._grammar)],
                do_sample=False,
                max_new_tokens=most,
                pad_token_id=self._end,
            )
        self._cache.crop(len(self._home) - self._cache.get_seq_length())
        tokens = [token for token in written[0, ids.shape[1] :].tolist() if token != self._end]
        return Written(str(self._tokenizer.decode(tokens)), len(tokens))


class LlamaCpp:
    """llama-cpp-python with the grammar in GBNF; it finds by itself that the home is in its cache."""

    taught = False

    def __init__(self, file: Path, home: Sequence[int], grammar: str, *, context: int, threads: int) -> None:
        llama: Any = import_module("llama_cpp")  # its types differ where it is not installed
        self._model: Any = llama.Llama(str(file), n_ctx=context, n_threads=threads, verbose=False)
        self._grammar: Any = llama.LlamaGrammar.from_string(gbnf.from_lark(grammar), verbose=False)
        self._home = list(home)

    def __call__(self, prompt: Sequence[int], most: int = LONGEST) -> Written:
        """See `Peer`."""
        done = self._model.create_completion(
            [*self._home, *prompt], max_tokens=most, temperature=0, grammar=self._grammar
        )
        return Written(done["choices"][0]["text"], done["usage"]["completion_tokens"])


def missing_llama_cpp(file: Path | None) -> str | None:
    """Why llama.cpp cannot be compared, as a sentence; None where it can."""
    if find_spec("llama_cpp") is None:
        return "llama-cpp-python is not installed"
    if file is None:
        return "no model was given with --gguf"
    return None if file.is_file() else f"there is no {file}"
