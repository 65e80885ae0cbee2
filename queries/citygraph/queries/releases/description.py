"""What a release says about itself: as JSON, as Turtle (DCAT and VoID), and as a page to read."""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any

import pyoxigraph as ox
from citygraph.graph.exports import ExportFormat, Source
from citygraph.ontology import CG, DCTERMS, PREFIXES, RDF, XSD, Identifiers
from citygraph.ontology.resources import credits as shipped_credits
from citygraph.queries.queryable import select

from .shelf import ReleaseFile
from .summary import Changes, KindChanges

__all__ = ["Contents", "Description", "contents_of", "page", "to_json", "to_turtle"]

DCAT = "http://www.w3.org/ns/dcat#"
VOID = "http://rdfs.org/ns/void#"
SPDX = "http://spdx.org/rdf/terms#"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"

Term = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Contents:
    """What the graph holds, counted.

    Attributes:
        triples: Statements in the merged graph.
        quads: Statements in all graphs, the merged one included.
        documents: Documents.
        classes: Things by the IRI of their class.
        properties: Statements by the IRI of their property.
    """

    triples: int
    quads: int
    documents: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Description:
    """Everything that a release says about itself.

    Attributes:
        date: Its day.
        dataset: Digest of the dataset.
        version: Version of citygraph.
        identifiers: Base of IRIs.
        contents: What it holds.
        files: Its files.
        forms: The formats among them, by name.
        left_out: Names of formats that are not in it.
        before: Day of the release before, if there is one.
        changes: What changed since.
        address: Where releases are published, ending in a slash, or the empty string.
    """

    date: datetime.date
    dataset: str
    version: str
    identifiers: Identifiers
    contents: Contents
    files: Sequence[ReleaseFile]
    forms: Mapping[str, ExportFormat]
    left_out: Sequence[str]
    before: datetime.date | None
    changes: Changes | None
    address: str


def contents_of(source: Source, *, quads: int, documents: int) -> Contents:
    """Return what the source holds, counted by class and property."""
    classes, properties = _counted(source, "counts"), _counted(source, "properties")
    return Contents(sum(properties.values()), quads, documents, classes, properties)


def to_json(description: Description) -> str:
    """Return the description as JSON."""
    contents, changes = description.contents, description.changes
    content: dict[str, Any] = {
        "title": {"en": "citygraph: how cities work together", "id": "citygraph: kerja sama antarkota"},
        "date": description.date.isoformat(),
        "dataset": description.dataset,
        "base": description.identifiers.base,
        "citygraph": description.version,
        "license": LICENCE,
        "credits": [
            {"source": iri, "en": texts.get("en", ""), "id": texts.get("id", ""), "license": texts["license"]}
            for iri, texts in _credits(description.identifiers.base).items()
        ],
        "counts": {
            "triples": contents.triples,
            "quads": contents.quads,
            "documents": contents.documents,
            "classes": dict(sorted(contents.classes.items())),
            "properties": dict(sorted(contents.properties.items())),
        },
        "before": description.before.isoformat() if description.before else None,
        "changes": None if changes is None else asdict(changes),
        "left_out": list(description.left_out),
        "files": [
            {
                "name": one.name,
                "bytes": one.size,
                "sha256": one.sha256,
                "format": one.form,
                "media_type": one.media_type,
            }
            for one in description.files
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def to_turtle(description: Description) -> bytes:
    """Return the description as Turtle: a DCAT dataset that is a VoID dataset with partitions, and its files."""
    triples = sorted(set(_statements(description)), key=str)
    prefixes = {**PREFIXES, "dcat": DCAT, "void": VOID, "spdx": SPDX}
    text = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    assert text is not None  # since no file was given to write to
    return text


def page(description: Description, language: str) -> str:
    """Return what a person reads first about a release, as Markdown."""
    words = _Words(language)
    lines = [f"# {words('title', date=description.date)}", "", words("lead"), ""]
    lines += [f"## {words('counts')}", "", f"| {words('class')} | {words('number')} |", "| --- | ---: |"]
    contents = description.contents
    lines += [
        f"| {words.named('classes', name)} | {contents.classes.get(CG + name, 0)} |"
        for name in words.names("classes")
    ]
    for name in ("documents", "triples", "quads"):
        lines.append(f"| {words(name)} | {getattr(contents, name)} |")
    lines += ["", *_changed(description, words)]
    lines += [
        "",
        f"## {words('files')}",
        "",
        f"| {words('file')} | {words('bytes')} | {words('holds')} |",
        "| --- | ---: | --- |",
    ]
    for one in description.files:
        form = description.forms.get(one.form)
        lines.append(f"| {one.name} | {one.size} | {form.description.said_in(language) if form else ''} |")
    if description.left_out:
        lines += ["", words("left_out", names=", ".join(description.left_out))]
    lines += ["", words("check", dataset=description.dataset, version=description.version)]
    lines += ["", f"## {words('licence')}", "", words("licence_text"), ""]
    for texts in _credits(description.identifiers.base).values():
        lines.append(f"- {texts.get(language, texts.get('en', ''))}")
    return "\n".join(lines) + "\n"


def _changed(description: Description, words: _Words) -> Iterator[str]:
    changes = description.changes
    if changes is None or description.before is None:
        yield words("first")
        return
    head = f"{words('added')} | {words('removed')} | {words('changed')} |"
    yield from (
        f"## {words('changes', date=description.before)}",
        "",
        f"| {words('kind')} | {head}",
        "| --- | ---: | ---: | ---: |",
    )
    for kind, numbers in changes.facts.items():
        yield _row(words.named("kinds", kind), numbers)
    yield _row(words("all"), changes.total)
    yield _row(words("things"), changes.things)
    yield _row(words("conflicts"), changes.conflicts)
    if changes.documents:
        yield from ("", f"| {words('document')} | {head}", "| --- | ---: | ---: | ---: |")
        for name, numbers in sorted(changes.documents.items()):
            yield _row(f"`{name}`", numbers)
    yield ""
    yield words("statements", added=changes.statements_added, removed=changes.statements_removed)


def _row(name: str, numbers: KindChanges) -> str:
    return f"| {name} | {numbers.added} | {numbers.removed} | {numbers.changed} |"


def _statements(description: Description) -> Iterator[ox.Triple]:
    base = description.identifiers.base
    release = ox.NamedNode(f"{base}release/{description.date}")
    day = ox.Literal(description.date.isoformat(), datatype=ox.NamedNode(f"{XSD}date"))

    def say(subject: ox.NamedNode, predicate: str, value: Term) -> ox.Triple:
        return ox.Triple(subject, ox.NamedNode(predicate), value)

    for kind in (f"{DCAT}Dataset", f"{VOID}Dataset"):
        yield say(release, f"{RDF}type", ox.NamedNode(kind))
    yield say(release, f"{DCTERMS}isVersionOf", ox.NamedNode(base))
    yield say(release, f"{DCTERMS}issued", day)
    yield say(release, f"{DCAT}version", ox.Literal(description.date.isoformat()))
    yield say(release, f"{DCTERMS}identifier", ox.Literal(description.dataset))
    yield say(release, f"{DCTERMS}license", ox.NamedNode(LICENCE))
    for language in ("en", "id"):
        text = _Words(language)("title", date=description.date)
        yield say(release, f"{DCTERMS}title", ox.Literal(text, language=language))
    if description.before is not None:
        yield say(release, f"{DCAT}previousVersion", ox.NamedNode(f"{base}release/{description.before}"))
    contents = description.contents
    yield say(release, f"{VOID}triples", ox.Literal(contents.triples))
    yield say(release, f"{VOID}documents", ox.Literal(contents.documents))
    yield say(release, f"{VOID}uriSpace", ox.Literal(base))
    for kind, link, counted in (
        ("class", "entities", contents.classes),
        ("property", "triples", contents.properties),
    ):
        for number, (iri, count) in enumerate(sorted(counted.items()), 1):
            part = ox.NamedNode(f"{release.value}#{kind}-{number}")
            yield say(release, f"{VOID}{kind}Partition", part)
            yield say(part, f"{VOID}{kind}", ox.NamedNode(iri))
            yield say(part, f"{VOID}{link}", ox.Literal(count))
    for one in description.files:
        yield from _distribution(description, release, one)
    for triple in ox.parse(shipped_credits(base), format=ox.RdfFormat.TURTLE):
        yield (
            triple.triple
            if triple.subject != ox.NamedNode(base)
            else ox.Triple(release, triple.predicate, triple.object)
        )


def _distribution(description: Description, release: ox.NamedNode, one: ReleaseFile) -> Iterator[ox.Triple]:
    if one.form not in description.forms:
        return
    form = description.forms[one.form]
    node, checksum = (
        ox.NamedNode(f"{release.value}/{one.name}"),
        ox.NamedNode(f"{release.value}/{one.name}#sha256"),
    )
    yield ox.Triple(release, ox.NamedNode(f"{DCAT}distribution"), node)
    stated: list[tuple[ox.NamedNode, str, Term]] = [
        (node, f"{RDF}type", ox.NamedNode(f"{DCAT}Distribution")),
        (node, f"{DCTERMS}title", ox.Literal(form.title.en, language="en")),
        (node, f"{DCTERMS}title", ox.Literal(form.title.id, language="id")),
        (node, f"{DCTERMS}description", ox.Literal(form.description.en, language="en")),
        (node, f"{DCTERMS}description", ox.Literal(form.description.id, language="id")),
        (node, f"{DCTERMS}license", ox.NamedNode(LICENCE)),
        (node, f"{DCAT}mediaType", ox.NamedNode(MEDIA_TYPES + form.media_type)),
        (
            node,
            f"{DCAT}byteSize",
            ox.Literal(str(one.size), datatype=ox.NamedNode(f"{XSD}nonNegativeInteger")),
        ),
        (node, f"{SPDX}checksum", checksum),
        (checksum, f"{RDF}type", ox.NamedNode(f"{SPDX}Checksum")),
        (checksum, f"{SPDX}algorithm", ox.NamedNode(f"{SPDX}checksumAlgorithm_sha256")),
        (checksum, f"{SPDX}checksumValue", ox.Literal(one.sha256, datatype=ox.NamedNode(f"{XSD}hexBinary"))),
    ]
    if form.specification:
        stated.append((node, f"{DCTERMS}conformsTo", ox.NamedNode(form.specification)))
    if one.name.endswith(".gz"):
        stated.append((node, f"{DCAT}compressFormat", ox.NamedNode(f"{MEDIA_TYPES}application/gzip")))
    if description.address:
        where = f"{description.address}{description.date}/{one.name}"
        stated.append((node, f"{DCAT}downloadURL", ox.NamedNode(where)))
        if form.rdf is not None:
            stated.append((release, f"{VOID}dataDump", ox.NamedNode(where)))
    for subject, predicate, value in stated:
        yield ox.Triple(subject, ox.NamedNode(predicate), value)


class _Words:
    """The words of the page in one language."""

    def __init__(self, language: str) -> None:
        text = (files("citygraph.queries.releases") / "words.toml").read_text(encoding="utf-8")
        self._words: dict[str, Any] = tomllib.loads(text)
        self._language = "id" if language.lower().split("-")[0] == "id" else "en"

    def __call__(self, name: str, **values: object) -> str:
        text: str = self._words[name][self._language]
        return text.format(**values)

    def names(self, group: str) -> Iterable[str]:
        return list(self._words[group])

    def named(self, group: str, name: str) -> str:
        text: str = self._words[group][name][self._language]
        return text


def _counted(source: Source, name: str) -> dict[str, int]:
    sparql = (files("citygraph.queries.releases") / f"{name}.rq").read_text(encoding="utf-8")
    _, rows = select(source, sparql)
    return {
        term.value: int(count.value)
        for term, count in rows
        if isinstance(term, ox.NamedNode) and isinstance(count, ox.Literal)
    }


def _credits(base: str) -> dict[str, dict[str, str]]:
    """Return whom to credit: by address, the words in each language and the licence."""
    found: dict[str, dict[str, str]] = {}
    for quad in ox.parse(shipped_credits(base), format=ox.RdfFormat.TURTLE):
        if not isinstance(quad.subject, ox.NamedNode) or quad.subject.value == base:
            continue
        texts = found.setdefault(quad.subject.value, {})
        if quad.predicate.value == f"{DCTERMS}title" and isinstance(quad.object, ox.Literal):
            texts[quad.object.language or "en"] = quad.object.value
        elif quad.predicate.value == f"{DCTERMS}license" and isinstance(quad.object, ox.NamedNode):
            texts["license"] = quad.object.value
    return found
