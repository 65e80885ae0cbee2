"""The command that tells about a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from citygraph.ontology import Identifiers

from .console import emit, emit_json, error, note
from .environment import read_settings
from .exits import refused
from .options import Json, Location, RequiredStore
from .progress import busy
from .signals import interruptible

if TYPE_CHECKING:
    from citygraph.graph import CityGraph, Damage, Decision

__all__ = ["info"]


def info(
    store: RequiredStore,
    check: Annotated[
        bool, typer.Option("--check", help="Check every document's digest and the merged graph, too.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Tell what a store holds and whether it is as it was left: documents, facts, triples, digest, damage."""
    from citygraph.graph import CityGraph, StoreDamaged

    identifiers = Identifiers(read_settings().base)
    try:
        with CityGraph.open(store.place, mode="read", identifiers=identifiers) as graph:
            damage: tuple[Damage, ...] = ()
            if check:
                with busy("checking the store"), interruptible():
                    damage = graph.verify()
            _tell(store, graph, damage, checked=check, as_json=as_json)
    except StoreDamaged as problem:
        if as_json:
            emit_json({"store": str(store), "damage": _damage(problem.damage)}, indent=2)
        raise
    for each in damage:
        error(f"{store}: {each}")
    if damage:
        raise refused()


def _tell(
    store: Location, graph: CityGraph, damage: tuple[Damage, ...], *, checked: bool, as_json: bool
) -> None:
    from citygraph.queries import Table, to_text

    documents, decisions = graph.documents(), graph.curation.decisions()
    facts, triples = sum(each.facts for each in documents), len(graph)
    if as_json:
        emit_json(
            {
                "store": str(store),
                "base": graph.identifiers.base,
                "digest": graph.digest,
                "facts": facts,
                "triples": triples,
                "decisions": [_decision(each) for each in decisions],
                "documents": [
                    {"id": each.id, "facts": each.facts, "triples": each.triples, "digest": each.digest}
                    for each in documents
                ],
                "notices": list(graph.notices),
                "checked": checked,
                "damage": _damage(damage),
            },
            indent=2,
        )
        return
    for line in graph.notices:
        note(line)
    rows = tuple((each.id, each.facts, each.triples, each.digest[:12]) for each in documents)
    checked_line = ("checked: every document is as it was loaded",) if checked and not damage else ()
    footer = (
        f"{len(documents):,} documents, {facts:,} facts; {triples:,} triples in the merged graph",
        f"dataset {graph.digest}",
        *((_decided(decisions),) if decisions else ()),
        *checked_line,
    )
    emit(to_text(Table(("document", "facts", "triples", "digest"), rows, footer)))


def _decided(decisions: tuple[Decision, ...]) -> str:
    merged = sum(each.into is not None for each in decisions)
    return f"{len(decisions) - merged:,} IRIs withdrawn, {merged:,} merged into others"


def _decision(decision: Decision) -> dict[str, str | None]:
    return {
        "iri": decision.iri,
        "when": decision.when.isoformat(),
        "into": decision.into,
        "source": decision.source,
        "reason": decision.reason,
    }


def _damage(damage: tuple[Damage, ...]) -> list[dict[str, str]]:
    return [{"subject": each.subject, "problem": each.problem, "detail": each.detail} for each in damage]
