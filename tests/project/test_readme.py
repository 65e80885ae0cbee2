"""The README: its examples run and give what it prints, and its answers are the store's."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from citygraph.graph import CityGraph
from citygraph.queries import ask, find_query, find_recipe, load_catalogue
from citygraph.queries.centrality import centrality_report

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(
    str(path.relative_to(ROOT))
    for pattern in ("*.md", "*/README.md", "docs/**/*.md")
    for path in ROOT.glob(pattern)
)


def block(language: str, number: int = 0) -> str:
    """Return the README's code block of that language and number."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)[number]


def run(arguments: list[str]) -> tuple[int, str]:
    """Run a command; return its exit status and all that it printed, errors first."""
    command = [sys.executable, "-m", "citygraph.api.cli", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stderr + done.stdout


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the README's document and query, as the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bandung-suwon.yaml").write_text(block("yaml"), encoding="utf-8")
    (tmp_path / "partners.rq").write_text(block("sparql"), encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("gazetteer", "folder")
def test_the_document_loads_and_the_query_answers_as_printed() -> None:
    printed = [
        text for text in re.findall(r"^```console\n(.*?)^```", README, flags=re.M | re.S) if "--store" in text
    ]
    assert len(printed) == 2
    for text in printed:
        command, _, output = text.partition("\n")
        status, said = run(command.removeprefix("$ citygraph ").split())
        assert status == 0
        assert said.splitlines() == output.splitlines() or set(said.splitlines()) == set(output.splitlines())


@pytest.mark.usefixtures("gazetteer")
def test_the_broken_document_is_refused_as_printed(folder: Path) -> None:
    broken = block("yaml").replace("since: 1997", "since: 1997\n    until: 1990")
    (folder / "bandung-suwon.yaml").write_text(broken, encoding="utf-8")
    status, said = run(["load", "bandung-suwon.yaml", "--store", "cities"])
    assert status == 1
    assert said.splitlines()[0] == block("text").strip()


@pytest.mark.usefixtures("gazetteer")
def test_the_python_example_prints_what_it_says() -> None:
    source = block("python")
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(source, "README.md", "exec"), {})
    assert printed.getvalue().splitlines() == re.findall(r"\)  # (.*)$", source, flags=re.M)


def test_the_answers_are_the_graphs(five_articles: CityGraph) -> None:
    members = ask(five_articles, find_query("memberships"))
    at = members.columns.index
    stated = {
        (str(row[at("cityName")].value), str(row[at("article")].value).rpartition("/")[2])
        for row in members.rows
        if row[at("level")] is not None
    }
    for city, article in stated:
        assert re.search(rf"^\|.*{re.escape(city)}.*`{article}` \|$", README, flags=re.M), (city, article)
    planned = ask(five_articles, find_query("not-agreed"))
    assert [row[planned.columns.index("partnerName")].value for row in planned.rows] == ["Nonsan"]
    exchange = ask(five_articles, find_query("participants"), {"programme": "Leadership Exchange Programme"})
    themes = exchange.columns.index("themeName"), exchange.columns.index("cityName")
    of_london = {str(row[themes[0]].value) for row in exchange.rows if str(row[themes[1]].value) == "London"}
    assert len({row[themes[1]].value for row in exchange.rows}) == 19
    assert len({row[themes[0]].value for row in exchange.rows}) == 7
    assert len(of_london) == 5
    assert all(theme in README.replace("\n", " ") for theme in of_london)


def test_the_ranking_is_the_reports(five_articles: CityGraph) -> None:
    report = centrality_report(five_articles, find_recipe("shared-themes"))
    rows = block("text", 1).splitlines()[1:]
    for line, row in zip(rows, report.rows, strict=False):
        measures = (row.betweenness, row.closeness, row.pagerank, row.constraint)
        numbers = [f"{row.degree}", f"{row.strength:g}", *(f"{m:.6f}" for m in measures)]
        assert line.split() == [row.name, *numbers]
    assert (len(report.rows), list(report.components)) == (19, [15, 2, 2])
    assert "19 cities, 53 ties, components 15 + 2 + 2" in README
    assert len(report.network.ties) == 53


@pytest.mark.parametrize("page", PAGES)
def test_every_link_within_the_repository_leads_somewhere(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_number_of_ready_queries_is_right() -> None:
    assert f"[{len(load_catalogue())} ready queries](docs/queries.md)" in README
