"""`ensemble model serve` from outside: it answers OpenAI's client, and ends when told to."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

import openai
import pytest

from tests.acceptance.program import run, running

pytestmark = pytest.mark.timeout(120)


def test_a_model_is_served_until_told_to_stop(model: Path) -> None:
    arguments = ["model", "serve", "--model", str(model), "--port", "0", "--name", "mine"]
    with running(*arguments, settings={"model_key": "secret"}) as program:
        url = program.read_until("ready", timeout=90).split()[-1]
        with openai.OpenAI(base_url=url, api_key="secret") as client:
            assert [each.id for each in client.models.list()] == ["mine"]
            done = client.chat.completions.create(
                model="mine",
                messages=[{"role": "user", "content": "on or off?"}],
                temperature=0,
                extra_body={"structured_outputs": {"grammar": 'start: "on" | "off"'}},
            )
            assert done.choices[0].message.content in {"on", "off"}
            stream = client.chat.completions.create(
                model="mine",
                messages=[{"role": "user", "content": "more"}],
                max_tokens=30_000,
                stream=True,
                extra_body={"structured_outputs": {"grammar": "start: /[ab]{30000}/"}},
            )
            assert next(iter(stream)).choices
            program.process.send_signal(signal.SIGTERM)
            with pytest.raises(openai.APIError, match="shut down"):
                list(stream)
            assert program.process.wait(60) == 0, program.said()
            assert "Traceback" not in program.said()


def test_a_port_that_is_taken_or_a_folder_that_is_none_is_one_sentence(model: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = run("model", "serve", "--model", str(model), "--port", port, timeout=90)
    assert refused.returncode == 1
    assert "Nothing can listen" in refused.stderr
    empty = run("model", "serve", "--model", str(tmp_path), "--port", "0", timeout=90)
    assert empty.returncode == 1
    assert "checkpoint_missing" in empty.stderr
    assert "Traceback" not in empty.stderr
