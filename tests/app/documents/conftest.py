"""The background job at the tests' own priority: a polite one waits while others are busy."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def as_urgent_as_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.documents.job.POLITE", ())
