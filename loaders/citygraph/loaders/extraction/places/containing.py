"""Which local government lies in which province."""

from __future__ import annotations

from typing import Final

from citygraph.loaders.gazetteer import Government

__all__ = ["holds", "may_hold"]

_PROVINCE: Final = "province"


def holds(outer: Government, inner: Government) -> bool:
    """Return whether a local government is the province that another lies in."""
    return (
        outer.level == _PROVINCE
        and inner.level != _PROVINCE
        and outer.country == inner.country
        and (
            inner.province == outer.iri_key
            if inner.province
            else bool(inner.admin1) and inner.admin1 == outer.admin1
        )
    )


def may_hold(outer: Government, inner: Government) -> bool:
    """Return whether a local government can be the province of another; of one made from a name the country decides."""
    named = not outer.in_gazetteer and outer.level == _PROVINCE != inner.level
    return (named and outer.country == inner.country) or holds(outer, inner)
