"""The committed encoder graphs are what the script makes, and hold no weights."""

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_encoder_graph.py"


@pytest.mark.parametrize("precision", ["fp32", "int8"])
def test_committed_graph_is_current(precision: str):
    spec = importlib.util.spec_from_file_location("make_encoder_graph", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    committed = (module.FOLDER / f"minilm-{precision}.onnx").read_bytes()
    assert committed == module.encoder(precision).SerializeToString(deterministic=True)
    assert len(committed) < 20_000
