"""The command line as a whole: every command under its name."""

from __future__ import annotations

from typing import Annotated

import typer

from . import (
    analyse,
    cities,
    curate,
    evaluate,
    explain,
    export,
    extract,
    ingest,
    load,
    query,
    recipes,
    release,
    report,
    schema,
    serve,
    store,
    tables,
)
from .console import emit
from .exits import guarded
from .options import examples
from .signals import terminate_cleanly

__all__ = ["build", "main"]


def build() -> typer.Typer:
    """Return the command line."""
    app = typer.Typer(
        name="citygraph",
        no_args_is_help=True,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(
        epilog="Exit status: 0 done, 1 the input was refused, 2 wrong usage. "
        "Data goes to standard output, all else to standard error."
    )(_citygraph)
    _add_storing(app)
    _add_asking(app)
    found = typer.Typer(
        no_args_is_help=True, rich_markup_mode="rich", help="Look up cities in the gazetteer."
    )
    found.command(
        "find",
        epilog=examples(
            "citygraph cities find Malang", "citygraph cities find 'Kabupaten Malang, ID' Jogja --json"
        ),
    )(guarded(cities.find))
    found.callback()(_cities)
    app.add_typer(found, name="cities", rich_help_panel="Fact documents")
    return app


def main() -> None:
    """Run the command line and exit with its status."""
    terminate_cleanly()
    build()(prog_name="citygraph")


def _add_storing(app: typer.Typer) -> None:
    documents, stores = "Fact documents", "Stores"
    app.command(
        "demo",
        rich_help_panel="First steps",
        epilog=examples("citygraph demo", "citygraph demo --no-browser --port 8000"),
    )(guarded(serve.demo))
    app.command(
        "extract",
        rich_help_panel=documents,
        epilog=examples(
            "citygraph extract articles/ --out facts",
            "citygraph extract crawl.warc.gz pages.urls --out facts --jobs 4 --json > extracted.jsonl",
            "citygraph extract article.txt --explain",
        ),
    )(guarded(extract.extract))
    app.command(
        "ingest",
        rich_help_panel=stores,
        epilog=examples(
            "citygraph ingest articles/ --store cities",
            "citygraph ingest articles/ --store cities --out facts --json",
        ),
    )(guarded(ingest.ingest))
    app.command(
        "load",
        rich_help_panel=stores,
        epilog=examples(
            "citygraph load facts/ --store cities",
            "citygraph load article.yaml --store cities --texts texts/",
        ),
    )(guarded(load.load))
    app.command(
        "load-table",
        rich_help_panel=stores,
        epilog=examples(
            "citygraph load-table members.csv --mapping members --store cities --unresolved names.csv",
            "citygraph load-table members.csv --mapping members --store cities --corrections names.csv",
            "citygraph load-table edges.csv --nodes nodes.csv --mapping sister-cities-edges --store cities",
        ),
    )(guarded(tables.load_table))
    app.command(
        "describe-table",
        rich_help_panel=documents,
        epilog=examples(
            "citygraph describe-table members.csv > members.toml",
            "citygraph describe-table --list",
        ),
    )(guarded(tables.describe_table))
    app.command(
        "validate",
        rich_help_panel=documents,
        epilog=examples("citygraph validate facts/", "citygraph validate a.yaml --json"),
    )(guarded(load.validate))
    app.command(
        "evaluate",
        rich_help_panel=documents,
        epilog=examples(
            "citygraph evaluate gold/ predicted/",
            "citygraph evaluate gold/ predicted/ --show both --html evaluation.html",
        ),
    )(guarded(evaluate.evaluate))
    app.command("schema", rich_help_panel=documents, epilog=examples("citygraph schema > facts.schema.json"))(
        guarded(schema.schema)
    )
    app.command(
        "info",
        rich_help_panel=stores,
        epilog=examples("citygraph info --store cities", "citygraph info --store cities --check --json"),
    )(guarded(store.info))
    app.command(
        "remove", rich_help_panel=stores, epilog=examples("citygraph remove wccf-jakarta --store cities")
    )(guarded(curate.remove))
    app.command(
        "merge",
        rich_help_panel=stores,
        epilog=examples(
            "citygraph merge network/uclg-mewa network/uclg --store cities --reason 'a section of it'",
            "citygraph merge network/uclg-mewa --undo --store cities",
        ),
    )(guarded(curate.merge))


def _add_asking(app: typer.Typer) -> None:
    answers = "Answers"
    app.command(
        "query",
        rich_help_panel=answers,
        epilog=examples(
            "citygraph query 'SELECT ?city { ?city a cg:City }' --store cities",
            "citygraph query question.rq --store cities --format csv",
            "citygraph query --name memberships --param network=apeksi --store cities",
            "citygraph query --list",
        ),
    )(guarded(query.query))
    app.command(
        "recipes",
        rich_help_panel=answers,
        epilog=examples(
            "citygraph recipes",
            "citygraph recipes partnership --set countries=ID --out mine.toml",
            "citygraph recipes shared-themes --format ttl",
        ),
    )(guarded(recipes.recipes))
    app.command(
        "report",
        rich_help_panel=answers,
        epilog=examples(
            "citygraph report shared-themes --store cities",
            "citygraph report partnership --store cities --language id --out laporan.html",
            "citygraph report co-membership --store cities --out report",
            "citygraph report --list",
        ),
    )(guarded(report.report))
    app.command(
        "analyse",
        rich_help_panel=answers,
        epilog=examples(
            "citygraph analyse",
            "citygraph analyse communities --explain",
            "citygraph analyse communities --store cities --recipe shared-themes --param resolution=1.2",
            "citygraph analyse overlap --store cities --out overlap.csv",
        ),
    )(guarded(analyse.analyse))
    app.command(
        "explain",
        rich_help_panel=answers,
        epilog=examples(
            "citygraph explain 'London, GB' --store cities",
            "citygraph explain 'Surabaya, ID' --recipe co-participation --store cities --json",
        ),
    )(guarded(explain.explain))
    app.command(
        "export",
        rich_help_panel=answers,
        epilog=examples(
            "citygraph export --store cities --format trig > cities.trig",
            "citygraph export --store cities --out cities.jsonld",
        ),
    )(guarded(export.export))
    app.command(
        "release",
        rich_help_panel=answers,
        epilog=examples(
            "citygraph release --store cities --out releases",
            "citygraph release --store cities --out releases --date 2026-01-31 --gzip",
        ),
    )(guarded(release.release))
    app.command(
        "serve",
        rich_help_panel=answers,
        epilog=examples("citygraph serve --store cities --host 127.0.0.1 --port 8000"),
    )(guarded(serve.serve))


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        emit(f"citygraph {version('citygraph')}\n")
        raise typer.Exit


def _citygraph(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """A knowledge graph of how cities work together: every fact with the article that says so."""


def _cities() -> None:
    """Look up cities in the gazetteer."""
