"""A process that is forked from one that has a store open can search it, close it and end."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
import os, sys
import numpy as np
from graphrag.storage.stores.edge import EdgeStore
from graphrag.storage.stores.protocol import Sparse
from pathlib import Path

vectors = np.eye(3, 4, dtype=np.float32)
store = EdgeStore.create(Path(sys.argv[1]) / "store", 4)
store.add(0, ["a", "b", "c"], vectors, [Sparse([1], [1.0])] * 3)
store.finish()
if "searched" in sys.argv:
    assert store.search_dense(vectors[1], 1)[0].tolist() == [1]
child = os.fork()
if not child:
    if "closed" not in sys.argv:
        assert store.search_dense(vectors[2], 1)[0].tolist() == [2]
        assert store.search_dense(vectors[0], 1)[0].tolist() == [0]
    store.close()
    print("child done", flush=True)
    sys.exit(0)  # not os._exit: what the process holds is given back
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert store.search_dense(vectors[1], 1)[0].tolist() == [1]
store.close()
print("parent done")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.parametrize("how", ["fresh", "searched", "closed"])
def test_a_forked_process_searches_and_ends(tmp_path, how: str) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), how]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.split("\n")[:2]) == (0, ["child done", "parent done"])
