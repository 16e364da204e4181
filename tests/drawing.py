"""How many examples hypothesis draws, and which.

The profile is chosen with ``--hypothesis-profile``: ``quick`` and ``test`` draw few and always the same ones, ``fuzz`` draws
many, and others each time. Without a choice it is ``test``.
"""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings

_SHARES = {"quick": 0.2, "test": 1.0, "fuzz": 20.0}
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


def share(count: int) -> int:
    """Give the profile's share of a number: the number itself under ``make test``, and never nothing."""
    return max(1, round(count * _SHARES.get(settings.get_current_profile_name(), 1.0)))


def draws(count: int, *, least: int = 1, **options: Any) -> settings:
    """Draw another number of examples than usual: the profile's share of it.

    ``least`` is for a test that proves something about all examples together, and needs that many for it.
    """
    return settings(max_examples=max(least, share(count)), **options)
