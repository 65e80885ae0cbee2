"""Prints docs/measures.md, the page on measures, from measures.toml.

python docs/tools/measures.py > docs/measures.md
"""

from __future__ import annotations

from citygraph.queries.measures import Level, Measure, load_measures

_INTRODUCTION = """\
# Measures

Made by `python docs/tools/measures.py` from `queries/citygraph/queries/measures/measures.toml`; change that, not this
page.

A report measures where each city stands in the network that a recipe makes, and the network as a whole. Networks are
undirected; n is the number of cities in scope, isolated ones among them, and m the number of ties. Ties count as one
step and without their strength wherever nothing else is said. What has no value is empty, not 0. All values are
exact: nothing is sampled. [ADR 0014](adr/0014-measures.md) says what computes them.

In Python, a measure is a function of a `Topology`, the plain graph of a network, and returns an array in the order of
its nodes:

```python
from citygraph.queries import measures

path = measures.Topology.from_pairs([("Jakarta", "Milan"), ("Milan", "London")], isolated=["Malang"])
print(dict(zip(path.nodes, measures.betweenness(path).tolist())))
given = measures.Workings(path)  # what measures share is computed once
print(measures.measure_cities(given, ["closeness", "eigenvector"])["closeness"])
print(measures.measure_whole(given)["diameter"], measures.load_measures()["closeness"].reference)
```

`Network.topology()` gives the topology of a projected network, with strengths by the recipe's rule;
`network.ties_of(city)` leads from a city's numbers to its ties, and each tie to its facts and articles.
"""

_TITLES: dict[Level, str] = {"city": "Of cities", "network": "Of the network as a whole"}


def page() -> str:
    """Return the page."""
    parts = [_INTRODUCTION]
    for level, title in _TITLES.items():
        parts.append(f"## {title}\n")
        parts.extend(_section(one) for one in load_measures().values() if one.level == level)
    return "\n".join(parts)


def _section(one: Measure) -> str:
    source = one.reference + (f" [doi:{one.doi}](https://doi.org/{one.doi})" if one.doi else "")
    weighted = "with the strengths of ties" if one.weighted else "without the strengths of ties"
    return f"""### `{one.name}`: {one.title.en}

*{one.title.id}.* {one.meaning.en}

$${one.formula}$$

- Values: {one.values}, {weighted}.
- Disconnected: {one.disconnected.en}
- Reference: {source}
"""


if __name__ == "__main__":
    print(page(), end="")
