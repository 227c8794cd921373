"""Trees of LightGBM as the columns that `graphrag/retrieval/reranking/trees.py` reads."""

from __future__ import annotations

import json
from pathlib import Path

import lightgbm

COLUMNS = ("features", "roots", "feature", "threshold", "left", "right", "leaf")


def save_trees(path: Path, model: lightgbm.Booster, names: tuple[str, ...]) -> None:
    """The model as columns of numbers, one JSON file."""
    columns = as_columns(model, names)
    lines = [f"{json.dumps(key)}: {json.dumps(values)}" for key, values in columns.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def as_columns(model: lightgbm.Booster, names: tuple[str, ...]) -> dict[str, list]:
    """The model as columns of numbers; of the features `names` those that it uses."""
    columns: dict[str, list] = {key: [] for key in COLUMNS}
    for tree in model.dump_model()["tree_info"]:
        columns["roots"].append(_add(tree["tree_structure"], columns))
    used = sorted(set(columns["feature"]))
    columns["feature"] = [used.index(number) for number in columns["feature"]]
    columns["features"] = [names[number] for number in used]
    return columns


def _add(node: dict, columns: dict[str, list]) -> int:
    """Append a node; its number, or -1 - leaf."""
    if "leaf_value" in node:
        columns["leaf"].append(round(node["leaf_value"], 6))
        return -len(columns["leaf"])
    if node["decision_type"] != "<=":
        raise ValueError(f"unexpected decision {node['decision_type']!r}")
    number = len(columns["feature"])
    columns["feature"].append(node["split_feature"])
    columns["threshold"].append(node["threshold"])
    columns["left"].append(0)
    columns["right"].append(0)
    columns["left"][number] = _add(node["left_child"], columns)
    columns["right"][number] = _add(node["right_child"], columns)
    return number
