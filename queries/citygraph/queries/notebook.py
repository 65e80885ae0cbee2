"""How networks and reports show in notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .projection import Network
    from .report import CentralityReport

__all__ = ["network_html", "report_html"]

_ROWS = 10
_COLUMNS = (
    "name",
    "country",
    "degree",
    "strength",
    "betweenness_normalized",
    "closeness",
    "constraint",
    "facts",
    "sources",
)


def network_html(network: Network) -> str:
    """Return a network as a notebook shows it: how large it is, and its strongest ties."""
    topology = network.topology()
    edges = topology.edges()
    strongest = sorted(
        zip(edges.strengths.tolist(), edges.left.tolist(), edges.right.tolist(), strict=True),
        key=lambda tie: (-tie[0], tie[1], tie[2]),
    )[:_ROWS]
    names = {city: known.name for city, known in network.names.items()}

    def named(place: int) -> str:
        city = topology.nodes[place]
        return names.get(city, city)

    rows = [(named(left), named(right), _said(strength)) for strength, left, right in strongest]
    head = f"{network.recipe.title.en}: {topology.order:,} cities, {topology.size:,} ties"
    return _table(head, ("city", "city", "strength"), rows, topology.size)


def report_html(report: CentralityReport) -> str:
    """Return a report as a notebook shows it: its caveats, and the beginning of the ranking."""
    rows = [[_said(getattr(row, name)) for name in _COLUMNS] for row in report.rows[:_ROWS]]
    counts = report.counts
    head = (
        f"{report.recipe.title.en}: {counts.cities:,} cities, {counts.ties:,} ties, {counts.facts:,} facts, "
        f"{counts.sources:,} sources"
    )
    caveats = "".join(f"<li>{escape(caveat.en)}</li>" for caveat in report.caveats)
    foot = f"recipe {report.recipe.digest[:12]}…, dataset {report.dataset[:12]}…, citygraph {report.version}"
    table = _table(head, _COLUMNS, rows, len(report.rows))
    return f"{table}<ul>{caveats}</ul><p><small>{escape(foot)}</small></p>"


def _table(head: str, columns: Sequence[str], rows: Iterable[Sequence[str]], total: int) -> str:
    cells = "".join(f"<th>{escape(column)}</th>" for column in columns)
    shown = [f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows]
    more = f"<p><small>{total - len(shown):,} more</small></p>" if total > len(shown) else ""
    return (
        f"<p><b>{escape(head)}</b></p><table><thead><tr>{cells}</tr></thead>"
        f"<tbody>{''.join(shown)}</tbody></table>{more}"
    )


def _said(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.4g}" if isinstance(value, float) else str(value)
