# Recipes that people and CI share. `just` alone lists them.

_default:
    @just --list

# Makes the environment from the lock file.
setup:
    uv sync --locked

# Runs the tests; arguments go to pytest.
test *ARGS:
    uv run pytest {{ARGS}}

# Checks style and form.
lint:
    uv run ruff check
    uv run ruff format --check

# Checks types, with both checkers.
types:
    uv run mypy
    uv run pyright

# Checks which folder may import which.
contracts:
    uv run lint-imports

# Everything that CI checks, in its order.
check: lint types contracts test

# Serves the five articles' facts on this machine.
demo *ARGS:
    uv run citygraph demo {{ARGS}}

# Measures loading and look-up. Quote ratios of one run.
bench:
    uv run python tests/benchmarks/bench_loading.py
    uv run python tests/benchmarks/bench_gazetteer.py
    uv run python tests/benchmarks/bench_extraction.py --batch 1000
    uv run --group bench python tests/benchmarks/bench_measures.py

# Measures serving: many clients and hostile ones, then other endpoints beside. Takes some minutes.
bench-serving:
    uv run python tests/benchmarks/bench_load.py --seconds 60
    uv run --group bench python tests/benchmarks/bench_endpoints.py
    uv run python tests/benchmarks/hostile_client.py

# Makes the generated pages and files anew.
docs:
    uv run python -m citygraph.ontology.page > docs/ontology.md
    uv run citygraph schema > docs/fact-document.schema.json
    uv run python docs/tools/queries.py > docs/queries.md
    uv run python docs/tools/analyses.py > docs/analyses.md
    uv run python docs/tools/measures.py > docs/measures.md

# Checks every external term against its vocabulary; fetches the vocabularies with npm.
alignment:
    uv run python docs/tools/alignment.py

# Makes the weights of relations anew from the training articles.
weights:
    uv run --group train python docs/tools/weights.py
