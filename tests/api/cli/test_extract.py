"""Drafting fact documents on the command line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from typer.testing import Result

Run = Callable[..., Result]
Process = Callable[..., CompletedProcess[bytes]]
COMMAND = (sys.executable, "-m", "citygraph.api.cli")
TEXT = """{city} and Suwon renew their sister city ties

{city}, 14 March 2025 - The mayors of {city}, Indonesia, and Suwon, South Korea, signed an agreement on Friday to renew
the sister city partnership between the two cities. {city} is a member of CITYNET, and guest number {number} sang.
"""
CITIES = ("Bandung", "Malang", "Semarang", "Padang", "Bogor", "Manado", "Ambon", "Kupang")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Eight articles that differ in their city alone, and so are copies of the first."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, city in enumerate(CITIES):
        (folder / f"a{number}.txt").write_text(TEXT.format(city=city, number=number), encoding="utf-8")
    return folder


def lines(output: bytes | str) -> list[dict[str, object]]:
    text = output.decode("utf-8") if isinstance(output, bytes) else output
    return [json.loads(line) for line in text.splitlines()]


def test_a_pipeline_reads_one_line_for_each_article(process: Process, articles: Path, tmp_path: Path) -> None:
    (articles / "a3.txt").write_bytes(b"\x00\x01\x02" * 500)
    done = process("extract", articles, "--out", tmp_path / "out", "--json", "--jobs", "2")
    assert done.returncode == 1
    *told, total = lines(done.stdout)
    assert [Path(str(each["path"])).name for each in told] == [f"a{n}.txt" for n in range(8)]
    assert {each["type"] for each in told} == {"article"} and total["type"] == "summary"
    first, bad = told[0], told[3]
    assert first["change"] == "extracted" and first["id"] == "a0" and first["language"] == "en"
    assert first["facts"] and first["copy_of"] is None and first["out"] == str(tmp_path / "out" / "a0.yaml")
    assert isinstance(first["unresolved"], list) and isinstance(first["seconds"], float)
    problem = bad["error"]
    assert isinstance(problem, dict) and bad["change"] == "refused"
    assert {"code", "what", "hint", "file", "line", "fact", "field"} == problem.keys()
    assert problem["code"] == "article-unreadable" and problem["file"] == str(articles / "a3.txt")
    assert total["articles"] == 8 and total["extracted"] == 7 and total["refused"] == 1
    errors = done.stderr.decode("utf-8").splitlines()
    assert len(errors) == 1 and errors[0].startswith(f"error: {articles / 'a3.txt'}: ")


def test_a_person_reads_lines_and_a_sum(process: Process, articles: Path, tmp_path: Path) -> None:
    done = process("extract", articles, "--out", tmp_path / "out")
    assert done.returncode == 0 and done.stderr == b""
    told = done.stdout.decode("utf-8").splitlines()
    assert told[0].startswith("extracted  a0  (") and told[0].endswith("facts)")
    assert told[8].startswith("8 articles: 8 extracted, 0 unchanged, 0 refused; ")
    again = process("extract", articles, "--out", tmp_path / "out", "--quiet")
    assert again.returncode == 0 and again.stderr == b""
    assert again.stdout.decode("utf-8").startswith("8 articles: 0 extracted, 8 unchanged, 0 refused; ")


def test_explanations_fit_eighty_columns(process: Process, articles: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    done = process("extract", articles / "a0.txt", "--explain", env=env)
    assert done.returncode == 0
    text = done.stdout.decode("utf-8")
    assert max(map(len, text.splitlines())) <= 80
    assert "⟦" in text and "rule " in text and "Bandung → Bandung, ID: " in text and "\x1b" not in text
    assert done.stderr.decode("utf-8").startswith("1 article: 1 extracted")
    told = lines(process("extract", articles / "a0.txt", "--explain", "--json").stdout)
    explanation = told[0]["explanation"]
    assert isinstance(explanation, dict) and explanation["facts"]


def test_what_cannot_be_begun_is_one_error(run: Run, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    for arguments, said in (
        ((articles, "--out", tmp_path / "file" / "out"), "cannot be written"),
        ((tmp_path / "empty", "--out", tmp_path / "out"), "there is no article in"),
    ):
        result = run("extract", *arguments)
        assert result.exit_code == 1 and said in result.stderr
        assert len(result.stderr.splitlines()) == 1
    missing = run("extract", tmp_path / "nowhere.txt", "--out", tmp_path / "out")
    assert missing.exit_code == 1 and "nowhere.txt" in missing.stderr and "0 extracted" in missing.stdout


def _children(pid: int) -> list[int]:
    """The processes of a process, and theirs."""
    try:
        own = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except FileNotFoundError:
        return []
    return [each for child in map(int, own) for each in (child, *_children(child))]


def _started(articles: Path, out: Path, more: int = 600) -> subprocess.Popen[str]:
    for number in range(more):
        (articles / f"b{number:04}.txt").write_text(
            TEXT.format(city=CITIES[number % 8], number=number), encoding="utf-8"
        )
    extracting = subprocess.Popen(
        [*COMMAND, "extract", articles, "--out", out, "--json", "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert extracting.stdout is not None
    assert '"extracted"' in extracting.stdout.readline()
    return extracting


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finds processes in /proc")
def test_killed_processes_lose_no_article(articles: Path, tmp_path: Path) -> None:
    extracting = _started(articles, tmp_path / "out")
    killed = 0
    while killed < 3 and extracting.poll() is None:
        workers = [pid for pid in _children(extracting.pid) if b"forkserver" in _command(pid)]
        for pid in workers[-1:]:
            os.kill(pid, signal.SIGKILL)
            killed += 1
        time.sleep(0.3)
    assert extracting.stdout is not None and extracting.stderr is not None
    output, errors = extracting.stdout.read(), extracting.stderr.read()  # the first line was read before
    *told, total = lines(output)
    assert killed and extracting.wait(timeout=60) == 0, errors
    assert len(told) == 607 and total["refused"] == 0 and total["extracted"] == 608


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_extraction_stops_whole_and_a_repeat_goes_on(
    run: Run, articles: Path, tmp_path: Path, number: signal.Signals, status: int
) -> None:
    out = tmp_path / "out"
    extracting = _started(articles, out)
    extracting.send_signal(number)
    _, errors = extracting.communicate(timeout=60)
    assert extracting.returncode == status and "Traceback" not in errors
    assert not list(out.glob(".citygraph-*"))
    again = lines(run("extract", articles, "--out", out, "--json").stdout)
    assert again[0]["change"] == "unchanged"
    assert again[-1]["articles"] == 608 and again[-1]["refused"] == 0
    assert len(list(out.glob("*.yaml"))) == 608
