"""Names of runs and batches: sorted by time, and nobody else's."""

from __future__ import annotations

import secrets
import time


def new_run() -> str:
    """A new name, such as 20260314-159265-35ab."""
    return f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(2)}"
