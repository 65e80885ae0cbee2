"""A crawl from the first page finds no dead link, and every redirect ends in a document.

Of each kind of thing some are fetched; of the others it is enough that the graph knows them.
"""

from __future__ import annotations

import html
import re
from collections import Counter

import httpx
from citygraph.api.kinds import KINDS

from .conftest import BASE, BROWSER

_MOST = 3
_LINK = re.compile(r'(?:href|src)="(/[^"#]*)')


def kind_of(link: str) -> str:
    """What a link to data is like: one of a kind and format is enough to follow."""
    path, _, query = link.partition("?")
    stem, dot, suffix = path.rpartition(".")
    if not dot or "/" in suffix or suffix == "html":
        return path + ("?" + query if "page=" in query else "")
    return f"{'/'.join(stem.split('/')[:2])}.{suffix}"


def test_a_crawl_finds_no_dead_link(client: httpx.Client) -> None:
    rows = client.get("/sparql", params={"query": "SELECT DISTINCT ?s { ?s ?p ?o }"}).json()["results"][
        "bindings"
    ]
    known = {"/" + row["s"]["value"].removeprefix(BASE) for row in rows}
    waiting, seen, pages = ["/"], {"/"}, 0
    fetched: Counter[str] = Counter()
    while waiting:
        link = waiting.pop()
        answer = client.get(link, headers={"Accept": BROWSER}, follow_redirects=True)
        assert answer.status_code == 200, link
        assert all(step.status_code in (302, 303) for step in answer.history), link
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        pages += 1
        for found in map(html.unescape, _LINK.findall(answer.text)):
            if "lang=" in found or kind_of(found) in seen:
                continue
            seen.add(kind_of(found))
            kind = found.split("/")[1]
            if kind in KINDS and found.count("/") == 2 and "." not in found:
                assert found in known, f"{link} links to {found}, of which the graph knows nothing"
                fetched[kind] += 1
                if fetched[kind] > _MOST:
                    continue
            waiting.append(found)
    assert pages > 80
