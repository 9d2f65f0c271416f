"""Every architecture against `transformers` on small random models, and what cannot be read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from model_core import architectures, checkpoint
from model_core.cache import KeyValues
from model_core.config import Clamp, ModelConfig, Yarn
from model_core.errors import CheckpointCorrupt
from model_core.model import Decoder
from tests.unit.model_core import tiny


@pytest.fixture(scope="module", params=tiny.ALL)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Decoder]:
    """The `transformers` model of one configuration, and ours with its saved weights."""
    theirs = tiny.oracle(tiny.ALL[request.param])
    return theirs, tiny.ours(theirs, tmp_path_factory.mktemp("model"))


def test_every_architecture_is_tested() -> None:
    assert {raw["model_type"] for raw in tiny.ALL.values()} == set(architectures.names())


def test_logits_equal_those_of_transformers(pair: tuple[Any, Decoder]) -> None:
    theirs, model = pair
    ids = tiny.tokens()
    with torch.inference_mode():
        expected = theirs(ids[None]).logits[0]
        torch.testing.assert_close(model.logits(model(ids)), expected, atol=1e-4, rtol=1e-4)


def test_greedy_continuation_past_the_window_equals_that_of_transformers(pair: tuple[Any, Decoder]) -> None:
    theirs, model = pair
    ids = tiny.tokens(7)
    with torch.inference_mode():
        expected = theirs.generate(
            ids[None], attention_mask=torch.ones(1, 7), max_new_tokens=24, do_sample=False, pad_token_id=0
        )[0, 7:].tolist()
        cache = KeyValues(model.config, 64, torch.float32)
        hidden, written = model(ids, cache=cache), []
        for _ in expected:
            written.append(int(model.logits(hidden[-1:]).argmax()))
            hidden = model(torch.tensor(written[-1:]), cache=cache)
    assert written == expected
    assert len(set(written)) > 1, written


def test_reading_in_pieces_and_again_after_a_rewind_equals_reading_at_once(pair: tuple[Any, Decoder]) -> None:
    _, model = pair
    ids = tiny.tokens()
    with torch.inference_mode():
        whole = model(ids)
        cache = KeyValues(model.config, 64, torch.float32)
        pieces = [model(part, cache=cache) for part in torch.split(ids, [9, 1, 1, 12])]
        torch.testing.assert_close(torch.cat(pieces), whole, atol=1e-4, rtol=1e-4)
        cache.rewind(9)
        torch.testing.assert_close(model(ids[9:], cache=cache), whole[9:], atol=1e-4, rtol=1e-4)


def test_bfloat16_weights_give_nearly_the_same(pair: tuple[Any, Decoder]) -> None:
    _, model = pair
    ids = tiny.tokens(8)
    half = Decoder(model.config).to(torch.bfloat16)
    half.load_state_dict(model.state_dict())
    same = Decoder(model.config)
    same.load_state_dict(half.float().state_dict())
    with torch.inference_mode():
        exact = same(ids)
        got = half.to(torch.bfloat16)(ids)
    assert got.dtype is torch.bfloat16
    # Where an expert is chosen narrowly, a token goes to another one; hence the median token.
    error = ((got.float() - exact).norm(dim=-1) / exact.norm(dim=-1)).median()
    assert error < 0.05


def changed(config: ModelConfig, name: str) -> ModelConfig:
    everywhere, sliding = config.everywhere, config.sliding or config.everywhere
    turned = everywhere.rope
    yarn = turned.scaling if isinstance(turned.scaling, Yarn) else None
    changes: dict[str, dict[str, Any]] = {
        "window": {"sliding": replace(sliding, window=4)},
        "slow rotations": {"sliding": replace(sliding, rope=replace(sliding.rope, theta=5_000_000.0))},
        "rotary channels": {"everywhere": replace(everywhere, rope=replace(turned, size=turned.size - 2))},
        "yarn factor": {
            "everywhere": replace(
                everywhere, rope=replace(turned, scaling=yarn and replace(yarn, factor=4.0))
            )
        },
        "yarn attention": {
            "everywhere": replace(
                everywhere, rope=replace(turned, scaling=yarn and replace(yarn, attention=1.0))
            )
        },
        "value scale": {"value_scale": 1.0},
        "alpha": {"clamp": Clamp(alpha=1.0, limit=0.4)},
        "limit": {"clamp": Clamp(alpha=1.702, limit=7.0)},
        "groups": {"groups_per_token": 3},
        "routed scale": {"routed_scale": 1.0},
        "shares": {"normalise_weights": False},
    }
    return replace(config, **changes[name])


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (tiny.MIMO, ["window", "slow rotations", "rotary channels", "value scale", "shares"]),
        (tiny.GPT_OSS, ["window", "yarn factor", "yarn attention", "alpha", "limit", "shares"]),
        (tiny.ALL["glm4_moe in groups"], ["groups", "routed scale", "rotary channels"]),
    ],
    ids=["mimo_v2_flash", "gpt_oss", "glm4_moe"],
)
def test_each_option_makes_a_difference(raw: dict[str, Any], names: list[str], tmp_path: Path) -> None:
    model = tiny.ours(tiny.oracle(raw), tmp_path)
    ids = tiny.tokens()
    with torch.inference_mode():
        expected = model.logits(model(ids))
        for name in names:
            other = Decoder(changed(model.config, name))
            other.load_state_dict(model.state_dict())
            assert (other.logits(other(ids)) - expected).abs().max() > 1e-3, name


def test_a_layer_with_a_window_or_sinks_takes_no_other_attention() -> None:
    model = Decoder(ModelConfig.from_dict(tiny.GPT_OSS))
    with pytest.raises(ValueError, match="its own way"):
        model(tiny.tokens(), attend=lambda query, _key, _value: query)


def test_the_published_keys_of_mimo_v2_flash_say_the_same_as_those_of_transformers() -> None:
    published = {
        **{k: v for k, v in tiny.MIMO.items() if k not in {"rms_norm_eps", "sliding_window"}},
        "layernorm_epsilon": 1e-5,
        "hybrid_layer_pattern": [0, 1, 1, 1, 1, 0, 1],
        "moe_layer_freq": [0, 1, 1, 1, 1, 1, 1],
        "sliding_window": 4,
        "sliding_window_size": 4,
        "rope_theta": 5000000,
        "swa_rope_theta": 10000,
        "partial_rotary_factor": 0.334,
        "swa_num_attention_heads": 8,
        "swa_num_key_value_heads": 4,
        "swa_head_dim": 24,
        "swa_v_head_dim": 16,
        "add_swa_attention_sink_bias": True,
        "add_full_attention_sink_bias": False,
        "scoring_func": "sigmoid",
        "n_shared_experts": None,
        "routed_scaling_factor": None,
    }
    saved = tiny.oracle(tiny.MIMO, device="meta").config.to_dict()
    assert ModelConfig.from_dict(published) == ModelConfig.from_dict(saved)
    assert ModelConfig.from_dict(published) == ModelConfig.from_dict(tiny.MIMO)


def test_gpt_oss_is_stretched_and_alternates_where_nothing_is_said() -> None:
    raw = {
        k: v for k, v in tiny.GPT_OSS.items() if k not in {"rope_parameters", "layer_types", "swiglu_limit"}
    }
    saved = tiny.oracle(raw, device="meta").config.to_dict()
    assert ModelConfig.from_dict(raw) == ModelConfig.from_dict(saved)


@pytest.mark.parametrize(
    ("raw", "change", "named"),
    [
        (tiny.LLAMA, {"model_type": "mamba"}, "mamba"),
        (tiny.LLAMA, {"hidden_act": "gelu"}, "hidden_act='gelu'"),
        (tiny.LLAMA, {"mlp_bias": True}, "mlp_bias=True"),
        (tiny.LLAMA, {"rope_scaling": {"rope_type": "dynamic", "factor": 2.0}}, "'dynamic'"),
        (tiny.LLAMA, {"rope_parameters": {"full_attention": {"rope_theta": 1.0}}}, "each type of layer"),
        (tiny.LLAMA, {"quantization_config": {"quant_method": "mxfp4"}}, "mxfp4"),
        (tiny.LLAMA, {"num_key_value_heads": 3}, "cannot share 3"),
        (tiny.MIXTRAL, {"num_experts_per_tok": 9}, "9 experts a token of 6"),
        (tiny.QWEN, {"mlp_only_layers": [2]}, "dense layers after sparse"),
        (tiny.QWEN, {"decoder_sparse_step": 2}, "dense layers after sparse"),
        (tiny.GLM, {"n_group": 5}, "5 groups of 12"),
        (tiny.GLM, {"n_group": 12}, "12 groups of 12"),
        (tiny.GLM, {"n_group": 6, "topk_group": 1}, "1 of 6 groups"),
        (tiny.GLM, {"partial_rotary_factor": 0.7}, "5 rotary channels"),
        (tiny.GPT_OSS, {"layer_types": ["chunked_attention"] * 4}, "chunked_attention"),
        (tiny.GPT_OSS, {"layer_types": ["full_attention"]}, "1 layer types for 4 layers"),
        (tiny.MIMO, {"scoring_func": "softmax"}, "scoring_func='softmax'"),
        (tiny.MIMO, {"n_shared_experts": 1}, "n_shared_experts=1"),
        (tiny.MIMO, {"add_full_attention_sink_bias": True}, "add_full_attention_sink_bias"),
        (tiny.MIMO, {"attention_projection_layout": "fused_qkv"}, "fused_qkv"),
        (tiny.MIMO, {"swa_v_head_dim": 8}, "swa_v_head_dim=8"),
        (tiny.MIMO, {"mlp_layer_types": ["dense", "shared"] + ["sparse"] * 5}, "MLPs of type shared"),
        (tiny.MIMO, {"moe_layer_freq": [0, 1]}, "2 MLP types for 7 layers"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_supported_is_named(raw: dict[str, Any], change: dict[str, Any], named: str) -> None:
    with pytest.raises(CheckpointCorrupt, match=named):
        ModelConfig.from_dict({**raw, **change})


@pytest.mark.parametrize("raw", tiny.ALL.values(), ids=tiny.ALL)
def test_a_missing_key_is_named(raw: dict[str, Any], tmp_path: Path) -> None:
    for key in ("model_type", "hidden_size", "num_hidden_layers", "vocab_size", "intermediate_size"):
        (tmp_path / checkpoint.CONFIG).write_text(json.dumps({k: v for k, v in raw.items() if k != key}))
        with pytest.raises(CheckpointCorrupt, match=key):
            ModelConfig.load(tmp_path)
