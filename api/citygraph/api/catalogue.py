"""What the dataset is, for catalogues and crawlers: its DCAT description and its VoID description."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from citygraph.graph import ExportFormat
from citygraph.ontology import CG, DCTERMS, FOAF, RDF, XSD
from citygraph.ontology.resources import credits
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from .documents import LICENCE
from .export_shelf import Shelved
from .negotiation import GRAPHS
from .site import View
from .statistics import Statistics

__all__ = ["catalogue", "void_description"]

DCAT: Final = "http://www.w3.org/ns/dcat#"
SPDX: Final = "http://spdx.org/rdf/terms#"
VOID: Final = "http://rdfs.org/ns/void#"
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_PROTOCOL: Final = "https://www.w3.org/TR/sparql11-protocol/"
_LANGUAGE: Final = "en"
"""The language of the names in those exports that have names in one language."""

_Value = NamedNode | Literal | str | int | datetime


class _Statements:
    """Collects triples."""

    def __init__(self) -> None:
        self.triples: list[Triple] = []

    def say(self, subject: str, *pairs: tuple[str, _Value | None]) -> None:
        """Add statements about a subject; a string that is an address is a thing, and None says nothing."""
        for predicate, value in pairs:
            if value is not None:
                self.triples.append(Triple(NamedNode(subject), NamedNode(predicate), _term(value)))

    def both(self, subject: str, predicate: str, english: str, indonesian: str) -> None:
        """Add a text in both languages."""
        self.say(
            subject,
            (predicate, Literal(english, language="en")),
            (predicate, Literal(indonesian, language="id")),
        )


def catalogue(view: View) -> list[Triple]:
    """Return the DCAT 3 description: the dataset with a distribution for each export, vocabulary, endpoint."""
    out, base = _Statements(), view.site.base
    document, service = f"{base}catalog", f"{base}catalog#sparql"
    _dataset(view, out)
    out.say(
        document,
        (RDF + "type", DCAT + "Catalog"),
        (DCTERMS + "title", view.site.settings.title),
        (DCTERMS + "publisher", f"{document}#publisher"),
        (DCTERMS + "license", LICENCE),
        (DCTERMS + "modified", view.site.graph.modified),
        (FOAF + "homepage", _address(view, "/")),
        (DCAT + "dataset", base),
        (DCAT + "service", service),
        (DCAT + "resource", CG.rstrip("#")),
    )
    out.say(
        service,
        (RDF + "type", DCAT + "DataService"),
        (DCTERMS + "title", Literal("SPARQL 1.1", language="en")),
        (DCTERMS + "conformsTo", _PROTOCOL),
        (DCTERMS + "license", LICENCE),
        (DCAT + "endpointURL", _address(view, "/sparql")),
        (DCAT + "endpointDescription", _address(view, "/sparql")),
        (DCAT + "servesDataset", base),
    )
    for form in view.site.exports.formats().values():
        _distribution(view, out, form)
    for name, path in (("ontology", "ontology"), ("shapes", "shapes")):
        iri = f"{CG.rpartition('/')[0]}/{name}"
        out.say(iri, (RDF + "type", DCAT + "Resource"), (DCTERMS + "license", LICENCE))
        for media in GRAPHS[:3] if name == "shapes" else GRAPHS:  # XML cannot hold the shapes
            at = f"{document}#{name}-{media.suffix}"
            out.say(iri, (DCAT + "distribution", at))
            out.say(
                at,
                (RDF + "type", DCAT + "Distribution"),
                (DCTERMS + "title", media.title),
                (DCTERMS + "license", LICENCE),
                (DCAT + "accessURL", _address(view, f"/{path}")),
                (DCAT + "downloadURL", _address(view, f"/{path}.{media.suffix}")),
                (DCAT + "mediaType", _MEDIA_TYPES + media.type),
            )
    return out.triples


def void_description(view: View, counts: Statistics) -> list[Triple]:
    """Return the VoID description: the dataset with its counts, partitions by class and property, and linksets."""
    out, base = _Statements(), view.site.base
    document = f"{base}void"
    _dataset(view, out)
    out.say(
        document,
        (RDF + "type", VOID + "DatasetDescription"),
        (FOAF + "primaryTopic", base),
        (FOAF + "topic", base),
    )
    out.say(
        base,
        (VOID + "triples", counts.triples),
        (VOID + "entities", counts.entities),
        (VOID + "distinctSubjects", counts.subjects),
        (VOID + "distinctObjects", counts.objects),
        (VOID + "classes", len(counts.classes)),
        (VOID + "properties", len(counts.properties)),
        (VOID + "uriSpace", base),
        (VOID + "vocabulary", CG.rstrip("#")),
        (VOID + "sparqlEndpoint", _address(view, "/sparql")),
        (VOID + "exampleResource", f"{base}topics"),
    )
    for media in GRAPHS:
        out.say(base, (VOID + "feature", f"http://www.w3.org/ns/formats/{_FEATURES[media.suffix]}"))
    for form in view.site.exports.formats().values():
        if form.rdf is not None:
            out.say(base, (VOID + "dataDump", _download(view, form)))
    for number, kind in enumerate(counts.classes, 1):
        at = f"{document}#class-{number}"
        out.say(base, (VOID + "classPartition", at))
        out.say(at, (VOID + "class", kind.iri), (VOID + "entities", kind.entities))
    for number, used in enumerate(counts.properties, 1):
        at = f"{document}#property-{number}"
        out.say(base, (VOID + "propertyPartition", at))
        out.say(
            at,
            (VOID + "property", used.iri),
            (VOID + "triples", used.triples),
            (VOID + "distinctSubjects", used.subjects),
            (VOID + "distinctObjects", used.objects),
        )
    for number, link in enumerate(counts.links, 1):
        at, target = f"{document}#links-{number}", f"{document}#target-{number}"
        out.say(base, (VOID + "subset", at))
        out.say(
            at,
            (RDF + "type", VOID + "Linkset"),
            (VOID + "linkPredicate", link.iri),
            (VOID + "subjectsTarget", base),
            (VOID + "objectsTarget", target),
            (VOID + "triples", link.links),
        )
        out.say(target, (RDF + "type", VOID + "Dataset"), (VOID + "uriSpace", Literal(link.target)))
        if link.target in _KNOWN:
            out.say(target, (DCTERMS + "title", _KNOWN[link.target]))
    return out.triples


_FEATURES: Final = {"ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples", "rdf": "RDF_XML"}
_KNOWN: Final = {
    "https://sws.geonames.org/": "GeoNames",
    "http://www.wikidata.org/": "Wikidata",
    "https://www.wikidata.org/": "Wikidata",
    "http://metadata.un.org/": "Sustainable Development Goals (United Nations)",
}


def _dataset(view: View, out: _Statements) -> None:
    """Say what the dataset is, whose, and from what."""
    base, graph = view.site.base, view.site.graph
    out.triples += [quad.triple for quad in parse(credits(base), format=RdfFormat.TURTLE)]
    publisher = f"{base}catalog#publisher"
    out.say(publisher, (RDF + "type", FOAF + "Organization"), (FOAF + "name", view.site.settings.title))
    out.say(
        base,
        (RDF + "type", DCAT + "Dataset"),
        (RDF + "type", VOID + "Dataset"),
        (DCTERMS + "publisher", publisher),
        (DCTERMS + "modified", graph.modified),
        (DCTERMS + "identifier", graph.digest),
        (DCTERMS + "conformsTo", CG.rstrip("#")),
        (DCTERMS + "language", "http://publications.europa.eu/resource/authority/language/ENG"),
        (DCTERMS + "language", "http://publications.europa.eu/resource/authority/language/IND"),
        (DCAT + "landingPage", _address(view, "/")),
    )
    out.both(
        base,
        DCTERMS + "description",
        view.site.messages.get("home.lead", "en"),
        view.site.messages.get("home.lead", "id"),
    )


def _distribution(view: View, out: _Statements, form: ExportFormat) -> None:
    base = view.site.base
    at = f"{base}catalog#{form.name}"
    out.say(base, (DCAT + "distribution", at))
    out.both(at, DCTERMS + "title", form.title.en, form.title.id)
    out.both(at, DCTERMS + "description", form.description.en, form.description.id)
    out.say(
        at,
        (RDF + "type", DCAT + "Distribution"),
        (DCTERMS + "license", LICENCE),
        (DCTERMS + "modified", view.site.graph.modified),
        (DCTERMS + "conformsTo", form.specification or None),
        (DCAT + "accessURL", _address(view, "/downloads")),
        (DCAT + "downloadURL", _download(view, form)),
        (DCAT + "mediaType", _MEDIA_TYPES + form.media_type),
    )
    written: Shelved | None = view.site.exports.ready(form, _LANGUAGE)
    if written is not None:
        size = Literal(str(written.size), datatype=NamedNode(XSD + "nonNegativeInteger"))
        checksum = Literal(written.sha256, datatype=NamedNode(XSD + "hexBinary"))
        out.say(at, (DCAT + "byteSize", size), (SPDX + "checksum", f"{at}-checksum"))
        out.say(
            f"{at}-checksum",
            (RDF + "type", SPDX + "Checksum"),
            (SPDX + "algorithm", SPDX + "checksumAlgorithm_sha256"),
            (SPDX + "checksumValue", checksum),
        )


def _download(view: View, form: ExportFormat) -> str:
    """Return where a file is; with its language where it has names in one, so that it is always the same bytes."""
    language = "" if form.rdf is not None else f"?lang={_LANGUAGE}"
    return _address(view, f"/downloads/{form.file_name()}{language}")


def _address(view: View, path: str) -> str:
    return f"{view.site.address}{path}"


def _term(value: _Value) -> NamedNode | Literal:
    if isinstance(value, (NamedNode, Literal)):
        return value
    if isinstance(value, int):
        return Literal(value)
    if isinstance(value, datetime):
        moment = value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        return Literal(moment, datatype=NamedNode(XSD + "dateTime"))
    return NamedNode(value) if value.startswith(("http://", "https://")) else Literal(value)
