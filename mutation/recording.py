"""A plugin of pytest: ``-p mutation.recording``. See :class:`mutation.judges.Recorder`."""

from __future__ import annotations

import pytest

from mutation.judges import plugin


def pytest_configure(config: pytest.Config) -> None:
    """Begin to record."""
    config.pluginmanager.register(plugin(), "mutation-recorder")
