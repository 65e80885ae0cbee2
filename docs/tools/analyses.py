"""Prints docs/analyses.md, the page on analyses, from their own files, with what each finds in the five articles.

python docs/tools/analyses.py > docs/analyses.md
"""

from __future__ import annotations

import shlex
import sys

from citygraph.graph import CityGraph
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.loading import Loader
from citygraph.loaders.mapping import Mapping
from citygraph.loaders.networks import NetworkRegister
from citygraph.loaders.seeds import seed_paths
from citygraph.ontology import CityGraphError
from citygraph.queries import find_recipe, to_text
from citygraph.queries.analyses import Analysis, carry_out, load_analyses, result_table

_SHOWN = 8
_INTRODUCTION = """\
# Analyses

Made by `python docs/tools/analyses.py` from the files in `queries/citygraph/queries/analyses/`; change those, not this
page.

An analysis answers one question about a network of cities. The network is made by a [recipe](queries.md#recipes); each
analysis has a recipe that it uses when none is named. Carry one out with

```console
$ citygraph analyse NAME --recipe RECIPE --param OPTION=VALUE --store DIR
```

at `/analyses/NAME?OPTION=VALUE` on a server, or in Python. A server gives a page, JSON with all tables (`.json`), or a
CSV (`.csv`, with `table=TABLE` for another than the first); `recipe=RECIPE` names the recipe and `set=FIELD=VALUE`
changes a field of it. It computes in a process of its own: until the result is there the answer is 202 with the address
that says how far it is, where it can also be cancelled, and the result is kept until the data change.

```python
from citygraph.graph import CityGraph
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.loading import Loader
from citygraph.loaders.mapping import Mapping
from citygraph.loaders.networks import NetworkRegister
from citygraph.loaders.seeds import seed_paths
from citygraph.queries import find_recipe
from citygraph.queries.analyses import carry_out, find_analysis

with CityGraph.open() as graph, Gazetteer.open() as gazetteer:
    list(Loader(Mapping(gazetteer, NetworkRegister.open(), graph.identifiers)).load(graph, seed_paths()))
    result = carry_out(graph, find_analysis("overlap"), find_recipe("shared-themes"))
    for row in result.findings.tables["pairs"][:2]:
        print(row.left_name, "and", row.right_name, "share", ", ".join(row.city_names))
```

Every result carries its recipe with the recipe's SHA-256, the digest of the dataset, the version of citygraph, the
options with the seed of whatever is left to chance, and its caveats in both languages: the same four give the same
numbers. Rows name cities and facts by their IRIs, so that each number leads to the sentences that it rests on. An
analysis that has no answer on a network says why (`not-analysable`, [errors](errors.md)) and gives no number.

The examples are what a store of the five articles' facts that ship with citygraph answers. So small a network shows how
an answer looks, and nothing about the world.
"""


def _page(graph: CityGraph) -> str:
    analyses = load_analyses()
    index = ["", "| analysis | question |", "| --- | --- |"]
    index += [f"| [{name}](#{name}) | {each.question.en} |" for name, each in analyses.items()]
    return (
        "\n".join([_INTRODUCTION, *index[1:], *(_section(graph, each) for each in analyses.values())]) + "\n"
    )


def _section(graph: CityGraph, analysis: Analysis) -> str:
    lines = [f"\n## {analysis.name}\n", f"**{analysis.title.en}.** {analysis.question.en}"]
    lines += [f"*{analysis.title.id}. {analysis.question.id}*\n", f"{analysis.method.en}\n"]
    if analysis.formula:
        lines += ["```text", *analysis.formula.split(";  "), "```", ""]
    lines += [f"- {caveat.en}" for caveat in analysis.caveats]
    lines.append("")
    if analysis.options:
        lines += ["| option | value | left out | meaning |", "| --- | --- | --- | --- |"]
        for option in analysis.options:
            kind = option.type
            if option.choices:
                kind = " or ".join(f"`{choice}`" for choice in option.choices)
            elif option.least is not None and option.most is not None:
                kind = f"{option.type}, {option.least:.12g} to {option.most:.12g}"
            default = (
                "needed" if option.required else "–" if option.default is None else f"`{option.default}`"
            )
            lines.append(f"| `{option.name}` | {kind} | {default} | {option.title.en} |")
        lines.append("")
    for table in analysis.tables:
        columns = ", ".join(f"`{column.name}`" for column in table.columns)
        lines.append(f"Table `{table.name}`, {_lower(table.title.en)}: {columns}.")
    if analysis.figures:
        figures = ", ".join(f"`{figure.name}` ({_lower(figure.title.en)})" for figure in analysis.figures)
        lines.append(f"Figures: {figures}.")
    lines += ["", *_example(graph, analysis), ""]
    lines += [
        f"- {one.text}" + (f" [doi:{one.doi}](https://doi.org/{one.doi})" if one.doi else "")
        for one in analysis.references
    ]
    return "\n".join(lines).rstrip()


def _example(graph: CityGraph, analysis: Analysis) -> list[str]:
    options = {option.name: option.example or "" for option in analysis.options if option.required}
    command = ["citygraph", "analyse", analysis.name, "--store", "cities"]
    for name, value in options.items():
        command += ["--param", f"{name}={value}"]
    try:
        found = carry_out(graph, analysis, find_recipe(analysis.recipe), options)
    except CityGraphError as error:
        said = [f"error: {error}"]
    else:
        text = to_text(result_table(found, for_people=True)).partition("\n\n")[0].splitlines()
        said = [*text[: _SHOWN + 2], "..."]
    return ["```console", f"$ {shlex.join(command)}", *said, "```"]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def main() -> None:
    with CityGraph.open() as graph, Gazetteer.open() as gazetteer:
        mapping = Mapping(gazetteer, NetworkRegister.open(), graph.identifiers)
        list(Loader(mapping).load(graph, seed_paths()))
        sys.stdout.write(_page(graph))


if __name__ == "__main__":
    main()
