"""Base, adapter and built folder: what is there is exactly what was published, or a clear error."""

from __future__ import annotations

import hashlib
import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from model_core import adapter, base, checkpoint
from model_core.confidence import FILE, Calibration
from model_core.decode import Decoded
from model_core.errors import CheckpointCorrupt, CheckpointMissing
from model_core.tokenizer import Tokenizer
from model_core.train import calibrate
from tests import checkpoints

# Not the halves of surrogate pairs, which are no text, nor control characters: six of them have no token.
TEXT = st.characters(max_codepoint=0x1FFFF, exclude_characters="<", exclude_categories=("Cc", "Cs"))


@given(text=st.text(TEXT | st.sampled_from("\n\t"), max_size=80))
def test_any_text_survives_the_tokenizer(tokenizer: Tokenizer, text: str) -> None:
    assert tokenizer.decode(tokenizer.encode(text)) == text


def test_names_have_the_same_tokens_in_prompt_sentence_and_plan(tokenizer: Tokenizer) -> None:
    name = tokenizer.encode(" ceiling light")
    for text in (
        "\n kitchen: ceiling light = light",
        "turn on the ceiling light",
        "set ceiling light: on=true",
    ):
        ids = tokenizer.encode(text)
        assert any(ids[i : i + len(name)] == name for i in range(len(ids)))


def test_digits_stand_alone(tokenizer: Tokenizer) -> None:
    assert len(tokenizer.encode("2375")) == 4


def test_an_absent_base_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "PACKAGE", "a-package-that-nobody-has")
    with pytest.raises(CheckpointMissing, match="ensemble model fetch"):
        base.locate()


def test_a_base_with_another_content_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "SHA256", "0" * 64)
    with pytest.raises(CheckpointCorrupt, match="not the published file"):
        base.locate()


def test_the_base_continues_a_sentence_as_it_should(tokenizer: Tokenizer) -> None:
    from model_core.config import ModelConfig
    from model_core.model import Decoder

    model = Decoder(ModelConfig.from_dict(base.CONFIG))
    model.load_state_dict(base.load_weights(base.locate()))
    model = model.to(torch.bfloat16)
    with torch.inference_mode():
        hidden = model(torch.tensor(tokenizer.encode("The capital of France is")))
        best = int(model.logits(hidden[-1:]).argmax())
    assert tokenizer.decode([best]) == " Paris"


def tensors() -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    return {
        "layers.0.mlp.experts.down": torch.randn(2, 6, 8, generator=generator),
        "layers.0.mlp.gate.weight": torch.randn(2, 6, generator=generator),
        "layers.0.mlp.gate.e_score_correction_bias": torch.tensor([0.001, -0.001]),
        "layers.0.self_attn.q_proj.low_rank.down": torch.randn(2, 6, generator=generator),
        "layers.0.self_attn.q_proj.low_rank.up": torch.randn(6, 2, generator=generator),
    }


FILES = ("adapter.safetensors", "adapter.safetensors.xz")


@pytest.mark.parametrize("name", FILES)
def test_an_adapter_comes_back_as_it_was_within_its_precision(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    adapter.save(path, tensors(), metadata={"step": "7"})
    loaded, metadata = adapter.load(path)
    assert metadata == {"step": "7"}
    assert loaded.keys() == tensors().keys()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    for part, tensor in tensors().items():
        within = 0.51 / adapter.LEVELS if tensor.dim() == 3 else 0.01
        assert float((loaded[part] - tensor).abs().max() / tensor.abs().max()) < within


def test_a_row_of_zeros_stays_zero() -> None:
    values, scale = adapter.quantise(torch.zeros(1, 2, 4), adapter.LEVELS)
    assert not values.any()
    assert bool((scale == 1).all())


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("keep", [0, 5, 200])
def test_a_truncated_adapter_is_corrupt(tmp_path: Path, name: str, keep: int) -> None:
    path = tmp_path / name
    adapter.save(path, tensors(), metadata={})
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(CheckpointCorrupt):
        adapter.load(path)


def test_a_folder_is_read_from_what_a_run_wrote_there_last(tmp_path: Path) -> None:
    plain, compressed = (tmp_path / name for name in FILES)
    assert adapter.inside(tmp_path) == plain  # named in the error that it is not there
    adapter.save(compressed, tensors(), metadata={})
    assert adapter.inside(tmp_path) == compressed
    adapter.save(plain, tensors(), metadata={})
    assert adapter.inside(tmp_path) == plain


def test_an_absent_adapter_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CheckpointMissing):
        adapter.load(tmp_path / "adapter.safetensors")


def test_merging_adds_low_rank_updates_and_replaces_the_rest() -> None:
    trained = tensors()
    dense = {
        "layers.0.self_attn.q_proj.weight": torch.ones(6, 6),
        "layers.0.mlp.experts.down": torch.zeros(2, 6, 8),
        "layers.0.mlp.gate.weight": torch.zeros(2, 6),
        "layers.0.mlp.gate.e_score_correction_bias": torch.zeros(2),
        "norm.weight": torch.ones(6),
    }
    merged = adapter.merge(dense, trained)
    update = (
        trained["layers.0.self_attn.q_proj.low_rank.up"] @ trained["layers.0.self_attn.q_proj.low_rank.down"]
    )
    torch.testing.assert_close(merged["layers.0.self_attn.q_proj.weight"], 1 + update)
    torch.testing.assert_close(merged["layers.0.mlp.experts.down"], trained["layers.0.mlp.experts.down"])
    assert torch.equal(merged["norm.weight"], dense["norm.weight"])
    with pytest.raises(CheckpointCorrupt, match="does not have"):
        adapter.merge({"norm.weight": torch.ones(6)}, {"another.weight": torch.ones(6)})


def test_hugging_face_names_and_ours_are_inverse() -> None:
    ours = {
        "embed_tokens.weight": torch.randn(5, 4),
        "head.weight": torch.randn(5, 4),
        "layers.0.mlp.experts.gate_up": torch.randn(3, 6, 4),
        "layers.0.mlp.experts.down": torch.randn(3, 4, 3),
    }
    back = checkpoint.from_hugging_face(checkpoint.to_hugging_face(ours))
    assert back.keys() == ours.keys()
    assert all(torch.equal(back[name], ours[name]) for name in ours)


def folder_with_manifest(folder: Path) -> Path:
    sums = {}
    for name in (checkpoint.WEIGHTS, checkpoint.CONFIG):
        (folder / name).write_bytes(name.encode())
        sums[name] = hashlib.sha256(name.encode()).hexdigest()
    (folder / checkpoint.MANIFEST).write_text(json.dumps({"sha256": sums}))
    return folder


def test_a_whole_folder_verifies_and_a_changed_or_missing_file_does_not(tmp_path: Path) -> None:
    folder = folder_with_manifest(tmp_path)
    checkpoint.verify(folder)
    (folder / checkpoint.WEIGHTS).write_bytes(b"changed")
    with pytest.raises(CheckpointCorrupt, match="was changed"):
        checkpoint.verify(folder)
    (folder / checkpoint.WEIGHTS).unlink()
    with pytest.raises(CheckpointMissing):
        checkpoint.verify(folder)
    (folder / checkpoint.MANIFEST).write_text("{")
    with pytest.raises(CheckpointCorrupt, match="damaged"):
        checkpoint.verify(folder)
    (folder / checkpoint.MANIFEST).unlink()
    with pytest.raises(CheckpointMissing):
        checkpoint.verify(folder)


TRAINED = b"what was trained"
CURVE = {"intercept": 1.0, "probability": 2.0, "weakest": 3.0}


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What comes with the code, with an adapter whose checkpoint is under `tmp_path` already."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / checkpoint.ADAPTER).write_bytes(TRAINED)
    monkeypatch.setattr(checkpoint, "BUNDLED", folder)
    built = tmp_path / f"home-{hashlib.sha256(TRAINED).hexdigest()[:12]}"
    built.mkdir()
    folder_with_manifest(built)
    return folder


def curve_of(trained: bytes, **changed: float) -> str:
    return json.dumps({"adapter": hashlib.sha256(trained).hexdigest(), **CURVE, **changed})


def forbid_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another user's folder, also where the tests run as root."""

    def refuse(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    for name in ("write_bytes", "replace", "unlink"):
        monkeypatch.setattr(Path, name, refuse)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_lightened_model_embeds_and_scores_as_before_from_other_memory(
    tmp_path: Path, dtype: torch.dtype
) -> None:
    folder = checkpoints.at_random(tmp_path)
    model = checkpoint.load(folder, dtype=dtype)
    before = {n: t.clone() for n, t in model.state_dict().items() if not n.startswith("layers.")}
    places = {n: t.data_ptr() for n, t in model.state_dict().items()}
    checkpoint.lighten(model, folder)
    after = model.state_dict()
    assert len(model.layers) == 0
    assert after.keys() == before.keys()
    assert all(torch.equal(after[n], before[n]) for n in after)
    assert all(after[n].data_ptr() != places[n] for n in after)


def test_loading_a_model_does_not_import_the_compiler_of_torch(tmp_path: Path) -> None:
    folder = checkpoints.at_random(tmp_path)
    script = f"""
import sys
from pathlib import Path
from model_core import checkpoint
checkpoint.load(Path({str(folder)!r}))
sys.exit("torch._dynamo" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_bundled_curve_is_put_beside_the_checkpoint_and_changed_with_it(
    tmp_path: Path, source: Path
) -> None:
    assert Calibration.load(checkpoint.bundled(tmp_path)) is None
    for intercept in (1.0, 4.0):
        (source / FILE).write_text(curve_of(TRAINED, intercept=intercept))
        folder = checkpoint.bundled(tmp_path)
        assert Calibration.load(folder) == Calibration(intercept, 2.0, 3.0)
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        (checkpoint.WEIGHTS, checkpoint.CONFIG, checkpoint.MANIFEST, FILE)
    )


def test_a_curve_that_is_there_is_not_written_again(tmp_path: Path, source: Path) -> None:
    (source / FILE).write_text(curve_of(TRAINED))
    path = checkpoint.bundled(tmp_path) / FILE
    before = path.stat()
    checkpoint.bundled(tmp_path)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    (source / FILE).write_text(curve_of(TRAINED, intercept=4.0))
    checkpoint.bundled(tmp_path)
    assert path.stat().st_ino != before.st_ino


def test_a_write_that_fails_leaves_the_curve_as_it_was(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (source / FILE).write_text(curve_of(TRAINED))
    folder = checkpoint.bundled(tmp_path)

    def cut_short(path: Path, content: bytes) -> None:
        path.write_text(content[:9].decode())
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", cut_short)
    (source / FILE).write_text(curve_of(TRAINED, intercept=4.0))
    with pytest.raises(CheckpointCorrupt, match="No space left"):
        checkpoint.bundled(tmp_path)
    assert Calibration.load(folder) == Calibration(1.0, 2.0, 3.0)
    assert not list(folder.glob("*.partial"))


def test_a_folder_of_another_user_is_read_when_it_has_the_curve(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (source / FILE).write_text(curve_of(TRAINED))
    checkpoint.bundled(tmp_path)
    forbid_writing(monkeypatch)
    assert Calibration.load(checkpoint.bundled(tmp_path)) == Calibration(1.0, 2.0, 3.0)
    (source / FILE).write_text(curve_of(TRAINED, intercept=4.0))
    with pytest.raises(CheckpointCorrupt, match="cannot be changed: Permission denied"):
        checkpoint.bundled(tmp_path)


def test_a_folder_of_another_user_without_the_curve_is_refused(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid_writing(monkeypatch)
    (source / FILE).write_text(curve_of(TRAINED))
    with pytest.raises(CheckpointCorrupt, match="cannot be changed: Permission denied"):
        checkpoint.bundled(tmp_path)


@pytest.mark.parametrize("other", [curve_of(b"trained before"), json.dumps(CURVE), "[]"])
def test_a_bundled_curve_of_another_adapter_is_left_out(
    tmp_path: Path, source: Path, other: str, caplog: pytest.LogCaptureFixture
) -> None:
    (source / FILE).write_text(curve_of(TRAINED))
    with caplog.at_level(logging.WARNING):
        assert Calibration.load(checkpoint.bundled(tmp_path)) is not None
        assert not caplog.records
        (source / FILE).write_text(other)
        assert Calibration.load(checkpoint.bundled(tmp_path)) is None
    assert "measured with another adapter" in caplog.text


def test_a_damaged_bundled_curve_is_refused(tmp_path: Path, source: Path) -> None:
    for damaged in (b"{", b"\xff"):
        (source / FILE).write_bytes(damaged)
        with pytest.raises(CheckpointCorrupt, match="damaged"):
            checkpoint.bundled(tmp_path)


def test_a_checkpoint_of_ones_own_needs_no_record_of_its_adapter(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(json.dumps(CURVE))
    assert Calibration.load(tmp_path) == Calibration(1.0, 2.0, 3.0)


def test_what_calibration_writes_is_of_the_adapter_that_was_heard(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = [
        calibrate.Judged(Decoded("cancel", share, share, 1, 0, 1), share > 0.5)
        for share in (0.2, 0.4, 0.6, 0.9)
    ]
    monkeypatch.setattr(calibrate, "listen", lambda _folder, homes: [heard] * homes)
    monkeypatch.setattr(
        sys,
        "argv",
        ["calibrate", "--homes", "2", "--model-cache", str(tmp_path), "--output", str(source / FILE)],
    )
    calibrate.main()
    assert json.loads((source / FILE).read_text())["adapter"] == hashlib.sha256(TRAINED).hexdigest()
    assert Calibration.load(checkpoint.bundled(tmp_path)) is not None
