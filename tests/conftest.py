"""What several suites share: the index of the sample corpus, and servers that end with a test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from graphrag.index import Index
from tests.golden.record import open_golden
from tests.servers.server import FakeServer, Serve

# The same examples every time, however slow the machine is: nothing here depends on time.
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

SAMPLE = Path(__file__).parent.parent / "sample"


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus, indexed with the default settings. Copy it before changing it."""
    from indexing.build import build_index

    directory = tmp_path_factory.mktemp("sample") / "index"
    build_index(SAMPLE / "documents", directory)
    return directory


@pytest.fixture
def index_copy(sample_index: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may write into; without what others asked and left beside it."""
    leave = shutil.ignore_patterns("workbench")
    return Path(shutil.copytree(sample_index, tmp_path / "copy", ignore=leave))


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a fake model server with a behaviour; all of them stop when the test ends."""
    with ExitStack() as running:

        def start(answer: Callable, **how: float) -> FakeServer:
            return running.enter_context(FakeServer(answer, **how))

        yield start


@pytest.fixture(scope="session")
def golden_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The fixed index of twelve passages with a stand-in encoder; see `golden/record.py`."""
    with open_golden(tmp_path_factory.mktemp("golden") / "index") as index:
        yield index
