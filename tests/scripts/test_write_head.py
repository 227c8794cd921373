"""The span head's file holds its own layers and none of the encoder's tables."""

from importlib.resources import files

import onnx

from scripts.make_encoder_graph import MICROSOFT


def test_the_tables_are_handed_over():
    model = onnx.load(
        str(files("graphrag.embedding.span_head") / "span-head.onnx"), load_external_data=False
    )
    outside = {t.name for t in model.graph.initializer if t.data_location == t.EXTERNAL}
    assert outside == {"embeddings.words", "embeddings.positions"}
    kept = {t.name: t.data_type for t in model.graph.initializer if t.name not in outside}
    assert kept["layer5.outer.weight"] == onnx.TensorProto.INT8
    assert {"kinds", "span.weight", "span.bias"} <= set(kept)
    assert {op.domain for op in model.opset_import} == {"", MICROSOFT}
