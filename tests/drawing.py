"""How many examples hypothesis draws, and which.

The profile is chosen with ``--hypothesis-profile``: ``quick`` and ``test`` draw few and always the same ones, ``fuzz`` draws
many, and others each time. Without a choice it is ``test``.
"""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings

_SHARES = {"quick": 0.2, "test": 1.0, "fuzz": 100.0}
_USUAL = 50


def register_profiles() -> None:
    """Make the profiles known and choose the one that ``pytest`` alone means."""
    for name, share in _SHARES.items():
        settings.register_profile(
            name,
            derandomize=name != "fuzz",
            deadline=None,
            max_examples=round(_USUAL * share),
            print_blob=True,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        )
    settings.load_profile("test")


def draws(count: int, *, least: int = 1, **options: Any) -> settings:
    """Draw another number of examples than usual: as many as are given under ``make test``, its share of them elsewhere.

    ``least`` is for a test that proves something about all examples together, and needs that many for it.
    """
    share = _SHARES.get(settings.get_current_profile_name(), 1.0)
    return settings(max_examples=max(least, round(count * share)), **options)
