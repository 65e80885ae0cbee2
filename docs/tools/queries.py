"""Prints docs/queries.md, the page on ready queries and recipes, from their own headers.

python docs/tools/queries.py > docs/queries.md
"""

from __future__ import annotations

import inspect
import re

from citygraph.queries import ReadyQuery, Recipe, grouped, load_catalogue, load_recipes
from pydantic_core import PydanticUndefined

_INTRODUCTION = """\
# Ready queries and recipes

Made by `python docs/tools/queries.py` from the files in `queries/citygraph/queries/catalogue/` and
`queries/citygraph/queries/recipes/`; change those, not this page.

## Ready queries

Ask one with `citygraph query --name NAME --param PARAMETER=VALUE --store DIR`, at `/queries/NAME` on a server (as a
page, JSON, CSV, TSV or XML), or in Python:

```python
from citygraph.graph import CityGraph
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.loading import Loader
from citygraph.loaders.mapping import Mapping
from citygraph.loaders.networks import NetworkRegister
from citygraph.loaders.seeds import seed_paths
from citygraph.queries import ask, find_query

with CityGraph.open() as graph, Gazetteer.open() as gazetteer:
    list(Loader(Mapping(gazetteer, NetworkRegister.open(), graph.identifiers)).load(graph, seed_paths()))
    answer = ask(graph, find_query("members-on"), {"network": "ascn", "on": "2024-07-31"})
    for row in answer.rows:
        member, article = (row[answer.columns.index(name)] for name in ("memberName", "articles"))
        print(member.value, article.value)
```

A city is written `Palembang, ID`, a network as its slug, a country as its two letters, a date as `2024-07-31`. An
optional parameter that is left out restricts nothing. Every question takes `language`, the language in which names are
preferred (`en` unless said otherwise), where its answer has names. A name that is unknown or means several things is
refused, with what it may mean.

What an answer is:

- **Facts that review rejected are in no answer.** Drafts are, and the column `review` says so; where a row rests on
  several articles it says `accepted` if one of them is.
- **Plans, denials and what ended never count as a tie.** Questions that list statements show them with their modality;
  all others count only what is asserted and, for partnerships, neither explored, suspended nor ended.
- **A fact that two articles state counts once**, and both articles are shown.
- **To take part in the same thing is no partnership**, and no question passes it off as one.
- **Dates are no finer than stated**: `2024-02` is a month, `~` means about. A question for a day keeps what may hold on
  it.
- The graph knows only what its articles say: that a tie is missing does not mean that there is none.

Each question is a file of plain SPARQL 1.1, which answers in addresses and runs on any engine as it stands. What
citygraph runs, and shows on the question's page, is the same with names, levels and dates added around it: it declares
its prefixes and runs anywhere, too. `/queries.ttl` and `citygraph query --list --format turtle` give them as
`sh:SPARQLSelectExecutable`: the text in `sh:select` takes a parameter in each block `VALUES ?name { UNDEF }`, where the
value takes the place of `UNDEF`.

`tests/benchmarks/bench_catalogue.py` asks every question of an invented graph, on citygraph's engine and on rdflib's
over the same statements. At 162,006 triples all 43 took at least 10 times less of the processor's time (11 to 3,198
times; rdflib was stopped after 10 seconds in 26 of them, which gives a lower bound). *What did each article say about a
city?* is written as citygraph's engine plans it best: 22 ms, where the form before took 112 ms; rdflib took 0.7 s for
that form and was stopped at this one. The 17 answers that rdflib finished were compared row by row. Five differ, by
three mistakes of rdflib 7.6, which the benchmark shows on one triple: it makes a row of a `GROUP BY` over nothing,
loses rows at an `OPTIONAL` after `VALUES`, and counts what a `GROUP BY` has left unbound.
"""

_RECIPES = """\

## Recipes

A recipe says what ties two cities in a network, so that a result can be computed again. Use one with
`citygraph report centrality --recipe NAME --store DIR`; `--set FIELD=VALUE` changes a field for this once, and
`--recipe FILE` takes your own, as TOML or Turtle: `citygraph recipes NAME --out mine.toml` writes one to start from. A
server has them at `/recipes`. Every result says its recipe, the recipe's SHA-256, its caveats and the digest of the
dataset. The SHA-256 is over the name and the fields that are not as if left out; words do not change it.

All conditions must be met, and all but the ties can be left out:

| field | value | meaning |
| --- | --- | --- |
"""

_RULES = """\

**Days.** `on` is one day, `since` and `until` are a window; what may hold on one of the days counts. What has a
beginning and no end goes on. Part in an event or programme without days of its own has that thing's. An event is over
after its last day, and is left out where it has no date. `undated` says what becomes of everything else without one. A
fact whose end some article tells is over from its last day or, where none is given, from the day that that article
appeared on. Without days asked for, whatever had not ended when the newest article on it appeared counts.

**Refused** are a recipe that contradicts itself, one that names what the graph does not know, days before anything that
the graph states (`date-before-facts`), and one that ties nobody (`empty-network`), with how many facts each condition
leaves out.
"""


def _query(query: ReadyQuery) -> str:
    lines = [f"\n#### {query.name}\n", f"{query.title.en} *{query.title.id}*\n", f"{query.description.en}\n"]
    if not query.parameters or query.parameters[0].name == "language":
        return "\n".join(lines)
    lines += ["| parameter | type | needed | example | meaning |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| `{p.name}` | {p.type} | {'yes' if p.required else 'no'} | `{p.example}` | {p.title.en} |"
        for p in query.parameters
        if p.name != "language"
    ]
    return "\n".join(lines)


def _recipe(recipe: Recipe) -> str:
    lines = [f"\n### {recipe.name}\n", f"{recipe.title.en}. *{recipe.title.id}.*", recipe.description.en, ""]
    lines += [f"- {caveat.en}" for caveat in recipe.caveats]
    return "\n".join(lines)


def _fields() -> str:
    """Return a row for each field: its words from the docstring of Recipe, its values from the types."""
    text = inspect.getdoc(Recipe) or ""
    said = {
        name: " ".join(words.split())
        for name, words in re.findall(
            r"^    (\w+): (.+?)(?=^    \w+: |\Z)", text.partition("Attributes:")[2], re.M | re.S
        )
    }
    rows: list[str] = []
    for name, field in Recipe.model_fields.items():
        if name in ("name", "title", "description", "caveats"):
            continue
        words = said[name].replace("``", "`").replace("|", "\\|")
        rows.append(f"| `{name}` | {_values(field.annotation)}{_default(field.get_default())} | {words} |")
    return "\n".join(rows) + "\n"


def _values(annotation: object) -> str:
    words = re.findall(r"'([\w-]+)'", str(annotation)) if "Literal" in str(annotation) else []
    if words:
        return ", ".join(f"`{word}`" for word in dict.fromkeys(words))
    kinds = {
        "bool": "`true`, `false`",
        "datetime.date": "a day",
        "float": "a number from 0 to 1",
        "str": "text",
    }
    return next((name for kind, name in kinds.items() if kind in str(annotation)), "text")


def _default(value: object) -> str:
    if value is None or value == () or value is PydanticUndefined:
        return ""
    plain = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value).lower()
    return f"; `{plain}` when left out"


def page() -> str:
    """Return the page as Markdown."""
    queries = "\n".join(
        f"\n### {title.en}\n" + "\n".join(_query(query) for query in members)
        for title, members in grouped(load_catalogue().values())
    )
    recipes = "\n".join(_recipe(recipe) for recipe in load_recipes().values())
    return f"{_INTRODUCTION}{queries}\n{_RECIPES}{_fields()}{_RULES}{recipes}\n"


if __name__ == "__main__":
    print(page(), end="")
