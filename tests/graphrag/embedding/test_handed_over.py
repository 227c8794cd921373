"""A weight made an input: the same graph otherwise, and the same sums."""

from importlib.resources import files

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import helper

from graphrag.embedding.handed_over import as_input
from graphrag.embedding.runtime import Layers
from graphrag.embedding.weights import WORDS, arranged, checked, model_folder, tables
from graphrag.errors import WeightsError

GRAPHS = ("minilm-int8.onnx", "minilm-fp32.onnx", "span_head/span-head.onnx")
IDS = np.array([[101, 2040, 2626, 1996, 2338, 102]], dtype=np.int64)


@pytest.mark.parametrize("name", GRAPHS)
def test_the_weight_alone_is_taken_out(name: str):
    raw = (files("graphrag.embedding") / name).read_bytes()
    expected = onnx.load_from_string(raw)
    (weight,) = (one for one in expected.graph.initializer if one.name == WORDS)
    given = helper.make_tensor_value_info(WORDS, weight.data_type, list(weight.dims))
    expected.graph.initializer.remove(weight)
    expected.graph.input.append(given)
    assert onnx.load_from_string(as_input(raw, WORDS)) == expected


def test_a_model_without_it_stays_as_it_is():
    raw = (files("graphrag.embedding") / GRAPHS[0]).read_bytes()
    assert as_input(raw, "none of them") == raw


@pytest.mark.parametrize("precision", ["int8", "fp32"])
def test_sums_are_those_of_weights_that_are_copied(precision: str):
    graph = (files("graphrag.embedding") / f"minilm-{precision}.onnx").read_bytes()
    weights = arranged(checked(model_folder(), "model.safetensors"), precision)
    options = onnxruntime.SessionOptions()
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in weights.values()]
    options.add_external_initializers(list(weights), values)
    copied = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    expected = copied.run(None, {"ids": IDS})[0]
    assert (Layers(graph, weights).run({"ids": IDS}) == expected).all()


def test_words_lie_where_the_file_has_them():
    from safetensors import safe_open

    path = checked(model_folder(), "model.safetensors")
    with safe_open(path, framework="numpy") as file:
        expected = file.get_tensor("embeddings.word_embeddings.weight")
    found = tables(path)[WORDS]
    assert (found == expected).all()
    assert not found.flags.owndata
    assert not found.flags.writeable


def test_a_file_that_is_no_model_is_damaged(tmp_path):
    path = tmp_path / "model.safetensors"
    path.write_bytes(bytes(64))
    with pytest.raises(WeightsError, match="damaged"):
        tables(path)
