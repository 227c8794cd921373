"""What several suites share: the index of the sample corpus, built once a session."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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
