"""Fact documents from YAML and JSON files, with everything that is wrong in them told at once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal

from citygraph.ontology.errors import Place
from pydantic import TypeAdapter, ValidationError

from .document import FactDocument
from .explanations import explained
from .files import decoded, read_bytes
from .kinds import Fact
from .names import INVISIBLE
from .positions import Places
from .problems import DocumentRefused, Problem
from .references import document_problems, document_warnings, name_key
from .strict_json import read_json
from .strict_yaml import read_yaml
from .syntax import Limits, SyntaxRefused, Tree, Value

__all__ = ["SUFFIXES", "Syntax", "check_document", "parse_document", "read_document"]

Syntax = Literal["yaml", "json"]

SUFFIXES: Final[dict[str, Syntax]] = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}
"""Endings of fact documents and what they are written in."""

_MOST_PROBLEMS = 100
_FACT: TypeAdapter[Fact] = TypeAdapter(Fact)
_DEFAULTS = Limits()


def read_document(path: Path | str, *, limits: Limits = _DEFAULTS) -> FactDocument:
    """Return the fact document in a file, checked in itself.

    Args:
        path: A file that ends in .yaml, .yml or .json.
        limits: How large it may be.

    Raises:
        DocumentRefused: The file cannot be read or the document is not right; carries all problems.
    """
    path = Path(path)
    syntax = SUFFIXES.get(path.suffix.lower())
    if syntax is None:
        ending = f"ends in '{path.suffix}'" if path.suffix else "has no ending"
        raise DocumentRefused(
            [
                Problem(
                    "unknown-format",
                    f"the file {ending}",
                    Place(path),
                    "a fact document ends in .yaml or .json",
                )
            ],
            file=path,
        )
    text = decoded(read_bytes(path, limits.size), path)
    return parse_document(text, syntax=syntax, file=path, limits=limits)


def parse_document(
    text: str, *, syntax: Syntax, file: Path | None = None, limits: Limits = _DEFAULTS
) -> FactDocument:
    """Return the fact document in a text, checked in itself.

    Args:
        text: YAML or JSON.
        syntax: Which of the two.
        file: The file to name in problems.
        limits: How large it may be.

    Raises:
        DocumentRefused: The document is not right; carries all problems.

    >>> document = parse_document('''
    ... article: {id: example}
    ... facts:
    ... - {kind: membership, member: "Malang, ID", network: apeksi, evidence: Malang belongs to it}
    ... ''', syntax="yaml")
    >>> print(document.facts[0].member, document.places.fact(0).line)
    Malang, ID 4
    """
    try:
        tree = (read_yaml if syntax == "yaml" else read_json)(text, limits)
    except SyntaxRefused as refused:
        raise DocumentRefused(
            [Problem(refused.code, refused.what, Place(file, refused.line), refused.hint)], file=file
        ) from refused
    return _from_tree(tree, Places(file, tree.lines), invisible=_may_be_invisible(text, syntax))


def check_document(document: FactDocument) -> FactDocument:
    """Return a document that was made in Python, checked as one that was read is, with its warnings.

    Raises:
        DocumentRefused: Facts refer to unknown names, repeat each other or point outside the text.
    """
    problems = list(_between(dict(enumerate(document.facts)), document, document.places))
    if problems:
        raise DocumentRefused(problems, file=document.places.file)
    warnings = tuple(document_warnings(document, document.places, invisible=True))
    return document.annotated(warnings=warnings)


def _may_be_invisible(text: str, syntax: Syntax) -> bool:
    return (
        (not text.isascii() and INVISIBLE.search(text) is not None)
        or "\\u" in text
        or (syntax == "yaml" and "\\x" in text)
    )


def _from_tree(tree: Tree, places: Places, *, invisible: bool) -> FactDocument:
    root = tree.value
    if not isinstance(root, dict):
        what = "nothing" if root is None else "a list" if isinstance(root, list) else "a single value"
        code = "empty-document" if root is None else "wrong-type"
        raise DocumentRefused(
            [
                Problem(
                    code,
                    f"a fact document is a mapping with article and facts, not {what}",
                    Place(places.file, 1),
                )
            ],
            file=places.file,
        )
    try:
        document = FactDocument.model_validate(root)
    except ValidationError as error:
        problems = [*explained(error, places), *_among_the_rest(root, places)]
        raise DocumentRefused(_in_order(problems), file=places.file) from error
    found = list(_between(dict(enumerate(document.facts)), document, places))
    if found:
        raise DocumentRefused(_in_order(found), file=places.file)
    warnings = (*_grouped_thousands(root, places), *document_warnings(document, places, invisible=invisible))
    return document.annotated(places=places, warnings=warnings)


def _between(facts: dict[int, Fact], document: FactDocument, places: Places) -> Iterator[Problem]:
    article = document.article
    yield from document_problems(
        facts, places, has_digest=article.sha256 is not None, length=article.length, other_names=frozenset()
    )


def _among_the_rest(root: dict[str, Value], places: Places) -> Iterator[Problem]:
    """Yield what is wrong between those facts of a refused document that are right in themselves."""
    raw, article = root.get("facts"), root.get("article")
    if not isinstance(raw, list) or not isinstance(article, dict):
        return
    facts: dict[int, Fact] = {}
    names: set[str] = set()
    for index, value in enumerate(raw):
        try:
            facts[index] = _FACT.validate_python(value)
        except ValidationError:
            names.update(_names_of(value))
    length = article.get("length")
    yield from document_problems(
        facts,
        places,
        has_digest="sha256" in article,
        length=length if type(length) is int else None,
        other_names=frozenset(names),
    )


def _names_of(value: Value) -> Iterator[str]:
    if isinstance(value, dict):
        aliases = value.get("aliases")
        for name in (value.get("name"), *(aliases if isinstance(aliases, list) else [aliases])):
            if isinstance(name, str):
                yield name_key(name)


def _grouped_thousands(root: dict[str, Value], places: Places) -> Iterator[Problem]:
    """Yield a warning for ``250.000``, which may be meant as a quarter of a million."""
    facts = root["facts"]
    for index, fact in enumerate(facts if isinstance(facts, list) else []):
        value = fact.get("value") if isinstance(fact, dict) else None
        if type(value) is Decimal and value.as_tuple().exponent == -3 and value == value.to_integral_value():
            yield Problem(
                "number-as-text",
                f"the value {value} is read as {int(value)}",
                places.fact(index, "value"),
                "write thousands without a point",
            )


def _in_order(problems: list[Problem]) -> list[Problem]:
    problems.sort(key=lambda problem: problem.place.line or 0)
    if len(problems) <= _MOST_PROBLEMS:
        return problems
    more = len(problems) - _MOST_PROBLEMS
    return [*problems[:_MOST_PROBLEMS], Problem("more-problems", f"{more} more problems", Place())]
