"""A cache directory for each test."""

from pathlib import Path

import pytest


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "cache"
    monkeypatch.setenv("SRCGRAD_CACHE_DIR", str(path))
    monkeypatch.delenv("SRCGRAD_CACHE", raising=False)
    return path
