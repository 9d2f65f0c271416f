"""The decoder against `transformers` on small random models, and the function-preserving upcycle."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from model_core import checkpoint, experts, upcycle
from model_core.cache import KeyValues
from model_core.config import ModelConfig
from model_core.errors import CheckpointCorrupt, PromptTooLong
from model_core.model import Decoder, MixtureOfExperts

LLAMA: dict[str, Any] = {
    "model_type": "llama",
    "hidden_size": 48,
    "intermediate_size": 64,
    "num_hidden_layers": 3,
    "num_attention_heads": 6,
    "num_key_value_heads": 2,
    "head_dim": 8,
    "rms_norm_eps": 1e-5,
    "rope_theta": 10000.0,
    "vocab_size": 97,
    "max_position_embeddings": 64,
    "tie_word_embeddings": False,
    "attention_bias": False,
}
MIXTURE = upcycle.upcycle_config(LLAMA, experts=6, per_token=2, width=16)
RECORDED = [0.1212476, 0.2971901, -0.1007252, -0.000589, -0.0495473, 0.0153736, 0.1844794, 0.0967641]
"""The first channels of the last token's hidden state of `seeded(MIXTURE)`."""
UNTIED = {"tied": {"tie_word_embeddings": True}, "untied": {"tie_word_embeddings": False}}


def oracle(raw: dict[str, Any]) -> Any:
    """A random `transformers` model of this configuration, in float32."""
    import transformers

    classes = {
        "llama": (transformers.LlamaConfig, transformers.LlamaForCausalLM),
        "glm4_moe": (transformers.Glm4MoeConfig, transformers.Glm4MoeForCausalLM),
    }
    config_class, model_class = classes[raw["model_type"]]
    torch.manual_seed(3)
    arguments = {k: v for k, v in raw.items() if k not in {"model_type", "architectures"}}
    model = model_class(config_class(**arguments)).eval()
    for name, tensor in [*model.named_parameters(), *model.named_buffers()]:
        if not name.endswith("inv_freq"):
            tensor.data.uniform_(-0.3, 0.3)
    return model


def ours(theirs: Any, folder: Any) -> Decoder:
    """Our decoder with the weights that `transformers` saved."""
    theirs.save_pretrained(folder)
    return checkpoint.load(folder, dtype=torch.float32)


def tokens(count: int = 23) -> Tensor:
    return torch.randint(0, 97, (count,), generator=torch.Generator().manual_seed(5))


@pytest.mark.parametrize("tied", UNTIED)
@pytest.mark.parametrize("raw", [LLAMA, MIXTURE], ids=["llama", "glm4_moe"])
def test_logits_equal_those_of_transformers(raw: dict[str, Any], tied: str, tmp_path: Any) -> None:
    raw = {**raw, **UNTIED[tied]}
    theirs = oracle(raw)
    model = ours(theirs, tmp_path)
    ids = tokens()
    with torch.inference_mode():
        expected = theirs(ids[None]).logits[0]
        torch.testing.assert_close(model.logits(model(ids)), expected, atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("raw", [LLAMA, MIXTURE], ids=["llama", "glm4_moe"])
def test_reading_in_pieces_with_a_cache_equals_reading_at_once(raw: dict[str, Any], tmp_path: Any) -> None:
    model = ours(oracle(raw), tmp_path)
    ids = tokens()
    with torch.inference_mode():
        whole = model(ids)
        cache = KeyValues(model.config, 64, torch.float32)
        pieces = [model(part, cache=cache) for part in torch.split(ids, [9, 1, 1, 12])]
        torch.testing.assert_close(torch.cat(pieces), whole, atol=1e-4, rtol=1e-4)
        cache.rewind(9)
        torch.testing.assert_close(model(ids[9:], cache=cache), whole[9:], atol=1e-4, rtol=1e-4)


def test_greedy_continuation_equals_that_of_transformers(tmp_path: Any) -> None:
    theirs = oracle(MIXTURE)
    model = ours(theirs, tmp_path)
    ids = tokens(7)
    with torch.inference_mode():
        expected = theirs.generate(
            ids[None], attention_mask=torch.ones(1, 7), max_new_tokens=16, do_sample=False, pad_token_id=0
        )[0, 7:]
        cache = KeyValues(model.config, 64, torch.float32)
        hidden, written = model(ids, cache=cache), []
        for _ in range(16):
            written.append(int(model.logits(hidden[-1:]).argmax()))
            hidden = model(torch.tensor(written[-1:]), cache=cache)
    assert written == expected.tolist()


def test_a_full_cache_is_an_error_and_keeps_what_it_has() -> None:
    cache = KeyValues(ModelConfig.from_dict(LLAMA), 4, torch.float32)
    with pytest.raises(PromptTooLong):
        cache.extend(0, torch.zeros(2, 5, 8), torch.zeros(2, 5, 8))
    assert cache.length == 0


def seeded(raw: dict[str, Any], dtype: torch.dtype) -> Decoder:
    """A model whose weights follow from their names' order alone."""
    model = Decoder(ModelConfig.from_dict(raw)).eval()
    generator = torch.Generator().manual_seed(1)
    for _, tensor in sorted(model.state_dict().items()):
        tensor.uniform_(-0.3, 0.3, generator=generator)
    return model.to(dtype)


def written_out(model: Decoder, ids: Tensor) -> Tensor:
    """The mixture's forward pass in one function, operation by operation as the bundled model was trained."""
    weights, config, linear = model.state_dict(), model.config, functional.linear
    count, size = len(ids), config.head_size
    exponents = torch.arange(0, size, 2, dtype=torch.float32) / size
    angles = torch.arange(count)[:, None].float() * 10_000.0**-exponents
    x = weights["embed_tokens.weight"][ids]
    cos, sin = (torch.cat((part, part), dim=-1).to(x.dtype) for part in (angles.cos(), angles.sin()))

    def turned(heads: Tensor) -> Tensor:
        low, high = heads.chunk(2, dim=-1)
        return heads * cos + torch.cat((-high, low), dim=-1) * sin

    def normed(x: Tensor, name: str) -> Tensor:
        return functional.rms_norm(x, (config.hidden,), weights[name], config.norm_epsilon)

    for layer in range(config.layers):
        attention, mlp = f"layers.{layer}.self_attn", f"layers.{layer}.mlp"
        y = normed(x, f"layers.{layer}.input_layernorm.weight")
        query, key, value = (
            linear(y, weights[f"{attention}.{name}_proj.weight"]).view(count, -1, size).transpose(0, 1)
            for name in "qkv"
        )
        mask = torch.ones(count, count, dtype=torch.bool).tril()
        heads = functional.scaled_dot_product_attention(
            turned(query)[None], turned(key)[None], value[None], attn_mask=mask, enable_gqa=True
        )[0]
        x = x + linear(heads.transpose(0, 1).reshape(count, -1), weights[f"{attention}.o_proj.weight"])
        y = normed(x, f"layers.{layer}.post_attention_layernorm.weight")
        scores = linear(y.float(), weights[f"{mlp}.gate.weight"].float()).sigmoid()
        chosen = (scores + weights[f"{mlp}.gate.e_score_correction_bias"].float()).topk(2, dim=-1).indices
        shares = scores.gather(1, chosen)
        shares = shares / (shares.sum(dim=-1, keepdim=True) + 1e-20)
        stacked = (weights[f"{mlp}.experts.{name}"] for name in ("gate_up", "down"))
        routed = experts.kernel("dense")(y, chosen, shares, *stacked)
        gate, up = (linear(y, weights[f"{mlp}.shared_experts.{name}_proj.weight"]) for name in ("gate", "up"))
        x = x + (
            linear(functional.silu(gate) * up, weights[f"{mlp}.shared_experts.down_proj.weight"]) + routed
        )
    return normed(x, "norm.weight")


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
def test_the_bundled_kind_of_model_is_computed_bit_for_bit_as_written_out(dtype: torch.dtype) -> None:
    model = seeded(MIXTURE, dtype)
    with torch.inference_mode():
        assert torch.equal(model(tokens()), written_out(model, tokens()))


def test_the_bundled_kind_of_model_computes_what_it_always_did() -> None:
    model = seeded(MIXTURE, torch.float32)
    with torch.inference_mode():
        hidden = model(tokens())
    torch.testing.assert_close(hidden[-1, :8], torch.tensor(RECORDED), atol=1e-5, rtol=1e-5)


def test_upcycling_preserves_the_function_exactly_until_an_expert_speaks() -> None:
    torch.manual_seed(0)
    dense = Decoder(ModelConfig.from_dict(LLAMA))
    weights = upcycle.upcycle_weights(dict(dense.state_dict()), layers=3, experts=6, width=16)
    mixture = Decoder(ModelConfig.from_dict(MIXTURE))
    mixture.load_state_dict(weights)
    ids = tokens()
    with torch.inference_mode():
        assert torch.equal(dense(ids), mixture(ids))
        layer = mixture.layers[1].mlp
        assert isinstance(layer, MixtureOfExperts)
        layer.experts.down.normal_()
        assert not torch.allclose(dense(ids), mixture(ids))


def test_expert_width_must_divide_the_mlp() -> None:
    with pytest.raises(ValueError, match="whole number"):
        upcycle.upcycle_config(LLAMA, experts=6, per_token=2, width=24)


def test_parameter_counts_equal_the_tensors_that_exist() -> None:
    for raw in (LLAMA, MIXTURE):
        config = ModelConfig.from_dict(raw)
        tensors = Decoder(config).state_dict().values()
        assert config.parameters == sum(t.numel() for t in tensors)
    assert ModelConfig.from_dict(MIXTURE).active_parameters < ModelConfig.from_dict(MIXTURE).parameters


@pytest.mark.parametrize("key", ["model_type", "hidden_size", "vocab_size"])
def test_a_configuration_that_lacks_a_key_is_refused(key: str, tmp_path: Any) -> None:
    import json

    (tmp_path / "config.json").write_text(json.dumps({k: v for k, v in LLAMA.items() if k != key}))
    with pytest.raises(CheckpointCorrupt):
        ModelConfig.load(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        {"model_type": "mamba"},
        {"num_experts_per_tok": 9},
        {"num_key_value_heads": 4},
        {"n_group": 4},
    ],
)
def test_a_configuration_that_cannot_be_served_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(CheckpointCorrupt):
        ModelConfig.from_dict({**MIXTURE, **change})


@pytest.mark.parametrize("name", [n for n in experts.runnable(torch.device("cpu")) if n != "int8"])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
@pytest.mark.parametrize("count", [1, 2, 17])
@pytest.mark.parametrize("per_token", [1, 2, 5])
def test_expert_kernels_equal_a_sum_written_out(
    name: str, dtype: torch.dtype, count: int, per_token: int
) -> None:
    generator = torch.Generator().manual_seed(count)
    hidden, width = (16, 8) if name == "grouped" else (12, 7)  # which takes no odd sizes
    x = torch.randn(count, hidden, generator=generator)
    gate_up = torch.randn(5, 2 * width, hidden, generator=generator)
    down = torch.randn(5, hidden, width, generator=generator)
    ids = torch.rand(count, 5, generator=generator).topk(per_token).indices
    weights = torch.rand(count, per_token, generator=generator)
    expected = torch.zeros(count, hidden)
    for t in range(count):
        for k in range(per_token):
            gate, up = (gate_up[ids[t, k]] @ x[t]).chunk(2)
            expected[t] += weights[t, k] * (down[ids[t, k]] @ (torch.nn.functional.silu(gate) * up))
    got = experts.kernel(name)(x.to(dtype), ids, weights, gate_up.to(dtype), down.to(dtype))
    error = float((got.float() - expected).abs().max() / expected.abs().max())
    assert error < (1e-5 if dtype is torch.float32 else 0.03)


def test_grouped_products_of_odd_sizes_are_left_to_others() -> None:
    gate_up, down = torch.randn(4, 14, 12), torch.randn(4, 12, 7)
    assert "grouped" not in experts.measure(gate_up, down, tokens=3, per_token=2)


def test_measuring_drops_a_kernel_that_does_not_match(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = torch.Generator().manual_seed(0)
    gate_up, down = torch.randn(4, 16, 12, generator=generator), torch.randn(4, 12, 8, generator=generator)
    assert set(experts.measure(gate_up, down, tokens=3, per_token=2)) == {
        "reference",
        "dense",
        "gather",
        "grouped",
    }
    real = experts.kernel

    def broken(name: str) -> experts.Kernel:
        found = real(name)
        return (lambda *a: found(*a) * 1.5) if name == "gather" else found

    monkeypatch.setattr(experts, "kernel", broken)
    assert "gather" not in experts.measure(gate_up, down, tokens=3, per_token=2)
