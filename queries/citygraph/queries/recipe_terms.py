"""Recipes in TOML and in RDF: written from the model, read back as the same recipe with the same digest."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, cast

import pyoxigraph as ox
import tomli_w
from citygraph.ontology import CG, DCTERMS, PREFIXES, RDF, RDFS, XSD, Identifiers

from .errors import BadRecipe
from .recipe import Recipe, checked_recipe
from .texts import Texts

__all__ = [
    "describe_recipe",
    "describe_recipes",
    "recipe_from_rdf",
    "recipe_from_turtle",
    "recipe_json",
    "recipes_turtle",
    "to_toml",
    "to_turtle",
]

_Kind = Literal["term", "boolean", "string", "date", "decimal", "form", "role", "network", "article", "thing"]
_NIL: Final = ox.NamedNode(f"{RDF}nil")
_STRING: Final = f"{XSD}string"


@dataclass(frozen=True, slots=True)
class _Term:
    """How a field is written: by which property, as what, and which words have a term of their own."""

    name: str
    kind: _Kind
    words: Mapping[str, str]

    @property
    def iri(self) -> str:
        return CG + self.name


_CLASSES: Final = {
    "partnership": "Partnership",
    "membership": "Membership",
    "participation": "Participation",
    "theme": "Topic",
    "event": "Event",
    "programme": "Programme",
    "network": "CityNetwork",
}
_STAGES: Final = {
    "exploring": "Exploring",
    "agreed": "Agreed",
    "renewed": "Renewed",
    "suspended": "Suspended",
    "ended": "StageEnded",
}
_MODALITIES: Final = {"asserted": "Asserted", "denied": "Denied", "ended": "Ended"}
_REVIEWS: Final = {"draft": "Draft", "accepted": "Accepted", "rejected": "Rejected"}
_UNSTATED: Final = _Term("countsUnstatedStage", "boolean", {})
_CAVEAT: Final = f"{CG}caveat"
_TERMS: Final[dict[str, _Term]] = {
    "ties": _Term("tiesBy", "term", _CLASSES),
    "include_partnerships": _Term("includesPartnerships", "boolean", {}),
    "modalities": _Term("countsModality", "term", _MODALITIES),
    "plans": _Term("plansCount", "string", {}),
    "reviews": _Term("countsReview", "term", _REVIEWS),
    "stages": _Term("countsStage", "term", _STAGES),
    "forms": _Term("countsForm", "form", {}),
    "roles_excluded": _Term("excludesRole", "role", {}),
    "event_forms_excluded": _Term("excludesEventForm", "form", {}),
    "settings": _Term("countsSetting", "term", _CLASSES),
    "hosts": _Term("countsHosts", "boolean", {}),
    "within": _Term("countsWithin", "thing", {}),
    "on": _Term("holdsOn", "date", {}),
    "since": _Term("holdsSince", "date", {}),
    "until": _Term("holdsUntil", "date", {}),
    "undated": _Term("undatedCount", "string", {}),
    "countries": _Term("countsCountry", "string", {}),
    "levels": _Term("countsLevel", "string", {}),
    "members_of": _Term("countsMembersOf", "network", {}),
    "articles_excluded": _Term("excludesArticle", "article", {}),
    "confidence": _Term("leastConfidence", "decimal", {}),
    "single_source": _Term("singleSourceCounts", "string", {}),
    "mode": _Term("networkMode", "string", {}),
    "strength": _Term("strengthRule", "string", {}),
}
_FIELDS: Final = {term.iri: (field, term) for field, term in _TERMS.items()}


def to_toml(recipe: Recipe) -> str:
    """Return the recipe as TOML that reads back as the same recipe; what is as if left out is left out.

    >>> from citygraph.queries import find_recipe, parse_recipe
    >>> recipe = find_recipe("shared-themes")
    >>> parse_recipe("mine", to_toml(recipe)) == recipe
    True
    """
    plain: dict[str, object] = {}
    for field, value in recipe.model_dump(exclude_defaults=True).items():
        plain[field] = list(cast("tuple[object, ...]", value)) if isinstance(value, tuple) else value
    scalars = {field: value for field, value in plain.items() if not _is_table(value)}
    tables = {field: value for field, value in plain.items() if _is_table(value)}
    return tomli_w.dumps({**scalars, **tables})


def describe_recipes(
    recipes: Iterable[Recipe], identifiers: Identifiers | None = None
) -> Iterator[ox.Triple]:
    """Yield the triples that describe recipes, each at ``recipes/NAME`` below the base of instance IRIs."""
    for recipe in recipes:
        yield from describe_recipe(recipe, identifiers)


def describe_recipe(recipe: Recipe, identifiers: Identifiers | None = None) -> Iterator[ox.Triple]:
    """Yield the triples that describe one recipe whole, in the vocabulary's terms on recipes."""
    ids = identifiers or Identifiers()
    subject = f"{ids.base}recipes/{recipe.name}"
    yield _triple(subject, f"{RDF}type", ox.NamedNode(f"{CG}Recipe"))
    yield _triple(subject, f"{DCTERMS}identifier", ox.Literal(recipe.name))
    yield from _texts(subject, f"{RDFS}label", recipe.title)
    yield from _texts(subject, f"{RDFS}comment", recipe.description)
    for field, term in _TERMS.items():
        for value in _written(term, getattr(recipe, field), ids):
            yield _triple(subject, term.iri, value)
    if not recipe.modalities:
        yield _triple(subject, _TERMS["modalities"].iri, _NIL)
    yield _triple(subject, _UNSTATED.iri, ox.Literal("unstated" in recipe.stages))
    for number, caveat in enumerate(recipe.caveats, start=1):
        node = f"{subject}#caveat-{number}"
        yield _triple(subject, _CAVEAT, ox.NamedNode(node))
        yield from _texts(node, f"{RDFS}comment", caveat)


def recipe_json(recipes: Iterable[Recipe], *, alone: bool = False) -> str:
    """Return recipes as a JSON array, each whole with its digest; or the one there is as an object."""
    plain = [{**recipe.model_dump(mode="json"), "sha256": recipe.digest} for recipe in recipes]
    return json.dumps(plain[0] if alone else plain, ensure_ascii=False, indent=2) + "\n"


def recipes_turtle(recipes: Iterable[Recipe], identifiers: Identifiers | None = None) -> str:
    """Return recipes as Turtle."""
    triples = describe_recipes(recipes, identifiers)
    return (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()


def to_turtle(recipe: Recipe, identifiers: Identifiers | None = None) -> str:
    """Return the recipe as Turtle."""
    return recipes_turtle([recipe], identifiers)


def recipe_from_turtle(name: str, text: str, identifiers: Identifiers | None = None) -> Recipe:
    """Return the one recipe that a Turtle text describes.

    Args:
        name: What to call it in errors.
        text: The Turtle.
        identifiers: The base of instance IRIs, if not the default one.

    Raises:
        BadRecipe: It is no Turtle, describes no recipe or several, or not a possible one.
    """
    ids = identifiers or Identifiers()
    try:
        quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=ids.base))
    except (SyntaxError, ValueError) as error:
        raise BadRecipe(name, f"it is not valid Turtle: {error}") from error
    return recipe_from_rdf(name, [quad.triple for quad in quads], ids)


def recipe_from_rdf(
    name: str, triples: Iterable[ox.Triple], identifiers: Identifiers | None = None
) -> Recipe:
    """Return the one recipe that triples describe; a property that is not there leaves its field as if left out.

    Raises:
        BadRecipe: They describe no recipe or several, or not a possible one.
    """
    ids = identifiers or Identifiers()
    stated = list(triples)
    subjects = {
        one.subject
        for one in stated
        if one.predicate.value == f"{RDF}type" and str(one.object) == f"<{CG}Recipe>"
    }
    if len(subjects) != 1:
        raise BadRecipe(
            name, f"it describes {len(subjects) or 'no'} recipes (cg:Recipe), and must describe one"
        )
    (subject,) = subjects
    content: dict[str, object] = {}
    caveats: list[ox.NamedNode] = []
    unstated: bool | None = None
    for one in stated:
        if one.subject != subject:
            continue
        predicate, value = one.predicate.value, one.object
        if predicate in _FIELDS:
            _take(name, content, *_FIELDS[predicate], value, ids)
        elif predicate == _UNSTATED.iri:
            unstated = _read(name, _UNSTATED, value, ids) == "true"
        elif predicate == _CAVEAT and isinstance(value, ox.NamedNode):
            caveats.append(value)
        elif predicate == f"{DCTERMS}identifier" and isinstance(value, ox.Literal):
            content["name"] = value.value
        elif predicate.startswith(CG):
            raise BadRecipe(name, f"a recipe has no property cg:{predicate.removeprefix(CG)}")
    stages = content.get("stages")
    if unstated is not None and isinstance(stages, list):
        content["stages"] = [*cast("list[str]", stages), *(("unstated",) if unstated else ())]
    elif unstated:
        content["stages"] = ["unstated"]
    about = _words_of(stated)
    if isinstance(subject, ox.NamedNode):
        content.setdefault("name", subject.value.rpartition("/")[2])
    for field, predicate in (("title", "label"), ("description", "comment")):
        content |= {field: about[str(subject), predicate]} if (str(subject), predicate) in about else {}
    content["caveats"] = [about.get((str(node), "comment"), {}) for node in sorted(caveats, key=_number)]
    return checked_recipe(name, content)


def _take(
    name: str, content: dict[str, object], field: str, term: _Term, value: object, ids: Identifiers
) -> None:
    if value == _NIL:
        content.setdefault(field, [])
        return
    read = _read(name, term, value, ids)
    if isinstance(Recipe.model_fields[field].get_default(), tuple) or field == "ties":
        content[field] = [*cast("list[str]", content.get(field, [])), read]
    elif field in content:
        raise BadRecipe(name, f"cg:{term.name} has several values", field)
    else:
        content[field] = read


def _written(term: _Term, value: object, ids: Identifiers) -> Iterator[ox.NamedNode | ox.Literal]:
    if value is None:
        return
    values = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
    for one in values:
        if term.kind == "term":
            if str(one) in term.words:
                yield ox.NamedNode(CG + term.words[str(one)])
        elif term.kind in ("form", "role"):
            yield ox.NamedNode(ids.concept(term.kind, str(one)))
        elif term.kind == "network":
            yield ox.NamedNode(ids.network(str(one)))
        elif term.kind == "article":
            yield ox.NamedNode(ids.base + str(one) if "/" in str(one) else ids.article(str(one)))
        elif term.kind == "thing":
            yield ox.NamedNode(str(one) if ":" in str(one) else ids.base + str(one))
        elif isinstance(one, bool):
            yield ox.Literal(one)
        elif isinstance(one, datetime.date):
            yield ox.Literal(one.isoformat(), datatype=ox.NamedNode(f"{XSD}date"))
        elif isinstance(one, float):
            yield ox.Literal(format(Decimal(repr(one)), "f"), datatype=ox.NamedNode(f"{XSD}decimal"))
        else:
            yield ox.Literal(str(one))


def _read(name: str, term: _Term, value: object, ids: Identifiers) -> str:
    if term.kind in ("boolean", "string", "date", "decimal"):
        if not isinstance(value, ox.Literal):
            raise BadRecipe(name, f"cg:{term.name} takes a literal, not {value}")
        if term.kind == "boolean":
            return {"1": "true", "0": "false"}.get(value.value, value.value)
        return value.value
    if not isinstance(value, ox.NamedNode):
        raise BadRecipe(name, f"cg:{term.name} takes an IRI, not {value}")
    iri = value.value
    if term.kind == "term":
        known = {CG + local: word for word, local in term.words.items()}
        if iri not in known:
            raise BadRecipe(name, f"cg:{term.name} cannot be {iri}")
        return known[iri]
    if term.kind == "thing" or (term.kind == "article" and iri.startswith(ids.table(""))):
        return iri.removeprefix(ids.base)
    start = f"{ids.base}{term.kind}/"
    if not iri.startswith(start):
        raise BadRecipe(name, f"cg:{term.name} takes an IRI that begins with {start}, not {iri}")
    return iri.removeprefix(start)


def _words_of(stated: Iterable[ox.Triple]) -> dict[tuple[str, str], dict[str, str]]:
    """Return the words in each language, by subject and label or comment."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for one in stated:
        if isinstance(one.object, ox.Literal) and one.object.language in ("en", "id"):
            for local in ("label", "comment"):
                if one.predicate.value == RDFS + local:
                    found.setdefault((str(one.subject), local), {})[one.object.language] = one.object.value
    return found


def _number(node: ox.NamedNode) -> tuple[int, str]:
    last = node.value.rpartition("-")[2]
    return (int(last) if last.isascii() and last.isdigit() else 0, node.value)


def _is_table(value: object) -> bool:
    first = cast("list[object]", value)[:1] if isinstance(value, list) else [value]
    return any(isinstance(one, dict) for one in first)


def _texts(subject: str, predicate: str, texts: Texts) -> Iterator[ox.Triple]:
    yield _triple(subject, predicate, ox.Literal(texts.en, language="en"))
    yield _triple(subject, predicate, ox.Literal(texts.id, language="id"))


def _triple(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value)
