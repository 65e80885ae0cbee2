"""Checks every external term that the ontology uses against the vocabulary it comes from, and records it.

    python docs/tools/alignment.py

fetches the vocabularies as N-Quads from npm (packages @vocabulary/*, of prefix.zazuko.com), looks up each
term, and writes ontology/citygraph/ontology/alignment.json: the terms with their kinds, and version and
SHA-256 of each vocabulary. A term that its vocabulary does not define ends the run with an error. Nothing
fetched is kept.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from citygraph.ontology import OWL, PREFIXES, RDF, RDFS
from citygraph.ontology.external_terms import external_terms, prefix_of

RECORD = Path(__file__).parents[2] / "ontology/citygraph/ontology/alignment.json"
PACKAGES = {prefix: prefix for prefix in PREFIXES} | {"geo": "wgs"}
NAMESPACES = {"schema": "http://schema.org/"}  # the package writes http:, schema.org itself both
KINDS = {
    RDFS + "Class": "class",
    OWL + "Class": "class",
    RDFS + "Datatype": "datatype",
    RDF + "Property": "property",
    OWL + "ObjectProperty": "property",
    OWL + "DatatypeProperty": "property",
    OWL + "AnnotationProperty": "property",
    OWL + "OntologyProperty": "property",
}


@dataclass(frozen=True)
class Vocabulary:
    """One vocabulary as fetched: its package's version, its digest, and the kinds of its terms."""

    package: str
    version: str
    sha256: str
    kinds: dict[str, str]


def fetch(prefix: str) -> Vocabulary:
    """Return the vocabulary of a prefix from npm."""
    package = f"@vocabulary/{PACKAGES[prefix]}"
    with tempfile.TemporaryDirectory() as folder:
        npm = shutil.which("npm") or sys.exit("npm is not installed")
        command = [npm, "pack", package, "--silent", "--json"]
        packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603
        version = json.loads(packed.stdout)[0]["version"]
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as tar:
            (name,) = (member for member in tar.getnames() if member.endswith(".nq"))
            document = tar.extractfile(name)
            assert document is not None
            content = document.read()
    kinds: dict[str, str] = {}
    for quad in ox.parse(content, format=ox.RdfFormat.N_QUADS):
        if quad.predicate.value == RDF + "type" and isinstance(quad.subject, ox.NamedNode):
            kind = KINDS.get(quad.object.value) if isinstance(quad.object, ox.NamedNode) else None
            kinds.setdefault(quad.subject.value, "individual")
            if kind is not None:
                kinds[quad.subject.value] = kind
    return Vocabulary(package, version, hashlib.sha256(content).hexdigest(), kinds)


def record() -> dict[str, object]:
    """Return the record of all external terms, refusing one that its vocabulary does not define."""
    terms = {term: prefix for term in sorted(external_terms()) if (prefix := prefix_of(term)) is not None}
    vocabularies: dict[str, object] = {}
    missing: list[str] = []
    for prefix in sorted(set(terms.values())):
        vocabulary = fetch(prefix)
        written = NAMESPACES.get(prefix, PREFIXES[prefix])
        kinds: dict[str, str] = {}
        for term in (term for term, own in terms.items() if own == prefix):
            name = term.removeprefix(PREFIXES[prefix])
            kind = vocabulary.kinds.get(written + name)
            if kind is None:
                missing.append(term)
            else:
                kinds[name] = kind
        vocabularies[prefix] = {
            "namespace": PREFIXES[prefix],
            "package": vocabulary.package,
            "version": vocabulary.version,
            "sha256": vocabulary.sha256,
            "terms": kinds,
        }
    if missing:
        sys.exit(f"not defined by the vocabulary they are said to be in: {', '.join(missing)}")
    return vocabularies


if __name__ == "__main__":
    RECORD.write_text(json.dumps(record(), indent=2, sort_keys=True) + "\n", encoding="utf-8")
