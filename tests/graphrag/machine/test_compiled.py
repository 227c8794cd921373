"""Kernels: what they compute, what they refuse, and that their code is kept and checked."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from graphrag.machine.compiled import Kernel, kernel
from graphrag.retrieval.pagerank import power, push
from graphrag.retrieval.reranking import trees
from graphrag.retrieval.weighting import edge_weights

_BY = 3
HERE = Path(__file__).parents[3]
SIGNATURE = "i4: f8 f8::"


def scaled(values, by, found):  # type: ignore[no-untyped-def]
    for place in range(len(values)):
        found[0, place] = by * values[place]
        found[1, place] = found[0, place] / values[place] * _BY


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Where the code of kernels lies, the first of two that can be written."""
    folders = [tmp_path / "beside", tmp_path / "user"]

    def here(self: Kernel) -> list[Path]:
        return [folder / f"{self._key()}.kernel" for folder in folders]

    monkeypatch.setattr(Kernel, "_places", here)
    return folders


def run(one: Kernel, values: list[int]) -> list[list[float]]:
    found = np.zeros((2, len(values)))
    one(np.array(values, dtype=np.int32), 0.5, found)
    return found.tolist()


def test_the_code_is_made_once_and_kept(places: list[Path], monkeypatch) -> None:
    assert run(kernel(SIGNATURE)(scaled), [1, 2, 4]) == [[0.5, 1.0, 2.0], [1.5, 1.5, 1.5]]
    (kept,) = places[0].iterdir()
    monkeypatch.setattr(Kernel, "_made", lambda self: pytest.fail("it is made again"))
    assert run(kernel(SIGNATURE)(scaled), [2]) == [[1.0], [1.5]]
    assert not places[1].exists()
    assert kept.stat().st_size > 500


def test_a_numba_that_hides_its_code_runs_the_kernel_itself(
    places: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def hidden(self: Kernel) -> tuple[str, bytes]:
        raise AttributeError("_final_module")

    monkeypatch.setattr(Kernel, "_made", hidden)
    one = kernel(SIGNATURE)(scaled)
    assert run(one, [1, 2, 4]) == run(one, [1, 2, 4]) == [[0.5, 1.0, 2.0], [1.5, 1.5, 1.5]]
    assert not places[0].exists()
    with pytest.raises(TypeError, match="int32"):
        one(np.zeros(2), 0.5, np.zeros((2, 2)))


def test_damaged_code_is_made_anew(places: list[Path]) -> None:
    run(kernel(SIGNATURE)(scaled), [1])
    (kept,) = places[0].iterdir()
    whole = kept.read_bytes()
    for damaged in (b"", whole[:100], whole[:-1] + bytes([whole[-1] ^ 1])):
        kept.write_bytes(damaged)
        assert kernel(SIGNATURE)(scaled)._kept() is None
        assert run(kernel(SIGNATURE)(scaled), [2]) == [[1.0], [1.5]]
        assert kernel(SIGNATURE)(scaled)._kept() is not None


def test_where_nothing_can_be_kept_it_runs_all_the_same(places: list[Path]) -> None:
    for folder in places:
        folder.write_text("a file where the folder would be")
    assert run(kernel(SIGNATURE)(scaled), [4]) == [[2.0], [1.5]]


def test_without_a_home_it_is_kept_beside_the_code_alone(monkeypatch) -> None:
    one = kernel(SIGNATURE)(scaled)
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert [str(path.parent) for path in one._places()][1:] == ["/somewhere/multihop-graphrag"]
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert len(one._places()) == 1


def test_another_kernel_has_another_name(monkeypatch) -> None:
    before = kernel(SIGNATURE)(scaled)._key()
    assert kernel(SIGNATURE)(scaled)._key() == before
    assert kernel(SIGNATURE, fastmath={"nsz", "contract"})(scaled)._key() != before
    assert kernel("i8: f8 f8::")(scaled)._key() != before
    monkeypatch.setitem(globals(), "_BY", 4)
    assert kernel(SIGNATURE)(scaled)._key() != before


def test_what_does_not_fit_is_refused(places: list[Path]) -> None:
    one, found = kernel(SIGNATURE)(scaled), np.zeros((2, 2))
    whole = np.array([1, 2], dtype=np.int32)
    for values, into in (
        (whole.astype(np.int64), found),
        (whole, found.astype(np.float32)),
        (whole, found[0]),
        (whole, np.zeros((2, 4))[:, ::2]),
        (whole.reshape(1, 2), found),
    ):
        with pytest.raises(TypeError, match="a kernel takes"):
            one(values, 0.5, into)
    with pytest.raises(ValueError, match="shorter"):
        one(whole, 0.5)


def test_a_division_by_zero_is_an_error(places: list[Path]) -> None:
    with pytest.raises(ArithmeticError, match="scaled failed"):
        run(kernel(SIGNATURE)(scaled), [1, 0])


def test_what_makes_arrays_is_no_kernel(places: list[Path]) -> None:
    def making(found):  # type: ignore[no-untyped-def]
        found[0] = np.ones(len(found)).sum()

    with pytest.raises(TypeError, match="is no kernel"):
        kernel("f8:")(making)(np.zeros(2))


def test_kept_kernels_need_no_numba() -> None:
    """Once all are made, a process loads them without it."""
    made = [push._push, power._iterate, trees._sum_leaves, edge_weights._of]
    for one in made:
        one._open()
    program = (
        "import sys\n"
        "from graphrag.retrieval.pagerank import power, push\n"
        "from graphrag.retrieval.reranking import trees\n"
        "from graphrag.retrieval.weighting import edge_weights\n"
        "for one in (push._push, power._iterate, trees._sum_leaves, edge_weights._of):\n"
        "    one._open()\n"
        "print('numba' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=HERE
    )
    assert done.stdout.strip() == "False", done.stderr
