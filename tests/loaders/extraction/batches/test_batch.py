"""Whole batches: what is written, what is told, what is passed over, and what is lost."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from citygraph.loaders.extraction.batches import Batch, Drafted, NoArticles, NotRead, Options, default_jobs
from citygraph.loaders.extraction.batches.ledger import LedgerInUse
from citygraph.loaders.extraction.batches.pool import Lost, Pool
from citygraph.loaders.extraction.batches.writing import FolderUnwritable
from citygraph.loaders.facts import ArticleTexts, read_document

Outcomes = dict[str, Drafted | NotRead]


def extract(*paths: Path, out: Path | None, **options: object) -> Outcomes:
    """Run a batch; return what became of each file by its name."""
    with Batch(paths, replace(Options(out=out, jobs=2), **options)) as batch:  # type: ignore[arg-type]
        return {f"{each.path.parent.name}/{each.path.name}": each for each in batch.run()}


def changes(outcomes: Outcomes) -> list[str]:
    return [each.change if isinstance(each, Drafted) else each.problem.code for each in outcomes.values()]


def contents(folder: Path) -> dict[str, bytes]:
    """The documents and texts of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def page(text: str) -> str:
    head, *paragraphs = [part for part in text.split("\n\n") if part.strip()]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head><title>{head}</title></head><body><article><h1>{head}</h1>{body}</article></body></html>"


def test_documents_point_into_the_texts_they_are_made_from(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    outcomes = extract(folder, out=out)
    assert list(outcomes) == ["articles/pact.txt", "articles/visit.txt", "articles/ward.txt"]
    assert changes(outcomes) == ["extracted"] * 3
    assert sorted(contents(out)) == ["pact.yaml", "unresolved.jsonl", "visit.yaml", "ward.yaml"]
    document = read_document(out / "pact.yaml")
    assert document.facts and document.article.review.value == "draft" and document.article.made_by
    assert ArticleTexts(folder).verified(document).warnings == ()
    told = outcomes["articles/pact.txt"]
    assert isinstance(told, Drafted) and told.out == out / "pact.yaml"
    assert sum(told.result.facts.values()) == len(document.facts)
    assert read_document(out / "ward.yaml").facts == ()


def test_the_number_of_processes_and_the_order_change_no_byte(
    folder: Path, tmp_path: Path, article: Callable[..., str]
) -> None:
    for number in range(20):
        (folder / f"more-{number:02}.txt").write_text(article(number=number), encoding="utf-8")
    extract(folder, out=tmp_path / "one", jobs=1)
    extract(*sorted(folder.glob("*.txt"), reverse=True), out=tmp_path / "four", jobs=4)
    one, four = contents(tmp_path / "one"), contents(tmp_path / "four")
    assert len(one) == 24
    for name in one.keys() - {"unresolved.jsonl"}:
        assert one[name] == four[name]


def test_json_documents_hold_the_same(folder: Path, tmp_path: Path) -> None:
    extract(folder, out=tmp_path / "yaml")
    extract(folder, out=tmp_path / "json", form="json")
    assert read_document(tmp_path / "json" / "pact.json") == read_document(tmp_path / "yaml" / "pact.yaml")


def test_bad_files_keep_none_of_the_others_back(folder: Path, tmp_path: Path) -> None:
    (folder / "a-empty.txt").write_text(" \n", encoding="utf-8")
    (folder / "b-binary.txt").write_bytes(bytes(range(32)) * 200)
    (folder / "c-locked.txt").symlink_to(folder / "nowhere")
    outcomes = extract(folder, tmp_path / "missing.txt", tmp_path / "picture.png", out=tmp_path / "out")
    refused = {name: each for name, each in outcomes.items() if isinstance(each, NotRead)}
    assert len(outcomes) == 8 and len(refused) == 5
    assert {each.problem.code for each in refused.values()} == {"article-unreadable"}
    assert all(each.problem.place.file == each.path for each in refused.values())
    assert (tmp_path / "out" / "pact.yaml").is_file()


def test_what_is_done_is_passed_over(folder: Path, tmp_path: Path, article: Callable[..., str]) -> None:
    out = tmp_path / "out"
    first = extract(folder, out=out)
    assert changes(extract(folder, out=out)) == ["unchanged"] * 3
    again = extract(folder, out=out)["articles/pact.txt"]
    done = first["articles/pact.txt"]
    assert isinstance(again, Drafted) and isinstance(done, Drafted)
    assert replace(again.result, fingerprint=b"") == replace(done.result, fingerprint=b"")
    assert changes(extract(folder, out=out, resume=False)) == ["extracted"] * 3
    (folder / "pact.txt").write_text(article("Malang"), encoding="utf-8")
    (out / "visit.yaml").unlink()
    assert changes(extract(folder, out=out)) == ["extracted", "extracted", "unchanged"]
    assert "Malang" in (out / "pact.yaml").read_text(encoding="utf-8")
    assert changes(extract(folder, out=out, form="json")) == ["extracted"] * 3


def test_an_interrupted_batch_goes_on(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt), Batch([folder], Options(out=out)) as batch:
        for _ in batch.run():
            raise KeyboardInterrupt
    assert changes(extract(folder, out=out))[0] == "unchanged"
    alone = tmp_path / "alone"
    extract(folder, out=alone)
    assert contents(out) == contents(alone)


def test_documents_written_before_the_record_are_taken_for_what_they_are(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    extract(folder, out=out)
    (out / ".extraction.sqlite").unlink()
    assert changes(extract(folder, out=out)) == ["extracted"] * 3


def test_what_somebody_else_wrote_stays(folder: Path, tmp_path: Path, article: Callable[..., str]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "pact.yaml").write_text("a curated document", encoding="utf-8")
    assert changes(extract(folder, out=out)) == ["output-foreign", "extracted", "extracted"]
    (out / "visit.yaml").write_text("curated since", encoding="utf-8")
    assert changes(extract(folder, out=out))[1] == "unchanged"
    assert changes(extract(folder, out=out, resume=False))[1] == "output-foreign"
    assert (out / "pact.yaml").read_text(encoding="utf-8") == "a curated document"
    assert changes(extract(folder, out=out, resume=False, force=True)) == ["extracted"] * 3
    assert read_document(out / "visit.yaml").article.id == "visit"


def test_the_folder_of_the_articles_may_be_that_of_the_documents(
    folder: Path, article: Callable[..., str]
) -> None:
    (folder / "harbour.html").write_text(page(article("Padang", number=40)), encoding="utf-8")
    assert changes(extract(folder, out=folder)) == ["extracted"] * 4
    before = contents(folder)
    assert "harbour.txt" in before and "harbour.yaml" in before
    outcomes = extract(folder, out=folder)
    assert "articles/harbour.txt" not in outcomes and changes(outcomes) == ["unchanged"] * 4
    assert contents(folder) == before
    document = read_document(folder / "harbour.yaml")
    assert ArticleTexts(folder).verified(document).warnings == ()


def test_names_that_clash_keep_their_folders(tmp_path: Path, article: Callable[..., str]) -> None:
    for number, place in enumerate(("x/a.txt", "y/a.txt", "y/b.txt", "y/c/b.html", "y/d.txt", "y/d.html")):
        path = tmp_path / "in" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        text = article("Bogor", number=number)
        path.write_text(page(text) if path.suffix == ".html" else text, encoding="utf-8")
    out = tmp_path / "out"
    extract(tmp_path / "in", out=out)
    written = {name for name in contents(out) if name.endswith(".yaml")}
    assert written == {"x/a.yaml", "y/a.yaml", "y/b.yaml", "y/c/b.yaml", "y/d.yaml", "y/d.html.yaml"}
    assert read_document(out / "x" / "a.yaml").article.id == "x-a"
    assert {"y/c/b.txt", "y/d.html.txt"} <= set(contents(out)) and "y/d.txt" not in contents(out)


def test_copies_are_told_in_the_order_of_the_files(
    folder: Path, tmp_path: Path, article: Callable[..., str]
) -> None:
    text = (folder / "pact.txt").read_text(encoding="utf-8")
    (folder / "another.txt").write_text(f"From our partners\n\n{text}", encoding="utf-8")
    out = tmp_path / "out"
    for jobs in (1, 3):
        outcomes = extract(folder, out=out, jobs=jobs, resume=False)
        copies = [each.copy_of for each in outcomes.values() if isinstance(each, Drafted)]
        assert copies == [None, "another", None, None]
    assert (out / "pact.yaml").is_file()
    later = tmp_path / "later.txt"
    later.write_text(text, encoding="utf-8")
    (outcome,) = extract(later, out=out).values()
    assert isinstance(outcome, Drafted) and outcome.copy_of == "another"
    (alone,) = extract(later, out=None).values()
    assert isinstance(alone, Drafted) and alone.copy_of is None and alone.out is None


def test_the_queue_holds_every_name_left_open(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (folder / "open.txt").write_text(
        "Mayors talk\n\nThe mayor of San Pedro and the mayor of Springfield signed a sister city agreement.\n",
        encoding="utf-8",
    )
    outcomes = extract(folder, out=out)
    named = [
        (each.result.id, name.name, name.start)
        for each in outcomes.values()
        if isinstance(each, Drafted)
        for name in each.result.unresolved
    ]
    assert named
    queue = out / "unresolved.jsonl"
    told = [json.loads(line) for line in queue.read_text(encoding="utf-8").splitlines()]
    assert sorted((each["article"], each["name"], each["start"]) for each in told) == sorted(named)
    assert all({"path", "out", "end", "candidates"} <= each.keys() for each in told)
    extract(folder / "ward.txt", out=out)
    assert len(queue.read_text(encoding="utf-8").splitlines()) == len(named)


def test_an_archive_gives_a_document_for_each_of_its_pages(
    tmp_path: Path, article: Callable[..., str]
) -> None:
    records = b""
    for number, city in enumerate(("Medan", "Solo", "Medan")):
        body = page(article(city, number=number)).encode()
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{city.lower()}\r\n"
            f"WARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2025-03-14T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        records += gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)
    archive = tmp_path / "crawl.warc.gz"
    archive.write_bytes(records)
    out = tmp_path / "out"
    with Batch([archive], Options(out=out)) as batch:
        assert batch.total is None
        outcomes = list(batch.run())
    assert [each.part for each in outcomes] == [
        f"https://example.org/{city}" for city in ("medan", "solo", "medan")
    ]
    written = [name for name in contents(out) if name.endswith(".yaml")]
    assert len(written) == 3 and all(name.startswith("crawl") for name in written)
    for each in outcomes:
        assert isinstance(each, Drafted) and each.out is not None
        document = read_document(each.out)
        assert document.article.id == each.result.id
        assert ArticleTexts(each.out.parent).verified(document).article.sha256 == document.article.sha256
    assert len({each.result.id for each in outcomes if isinstance(each, Drafted)}) == 3
    with Batch([archive], Options(out=out)) as batch:
        assert [each.change for each in batch.run() if isinstance(each, Drafted)] == ["unchanged"] * 3


def test_explanations_come_with_sentences_and_marks(folder: Path) -> None:
    outcome = extract(folder / "pact.txt", out=None, explained=True)["articles/pact.txt"]
    assert isinstance(outcome, Drafted) and outcome.result.explanation is not None
    facts = outcome.result.explanation.facts
    assert len(facts) == sum(outcome.result.facts.values())
    for fact in facts:
        assert fact.rule and 0 < fact.confidence <= 1 and fact.stated
        for stated in fact.stated:
            assert stated.marks and all(0 <= a < b <= len(stated.text) for a, b in stated.marks)
    mentioned = [each for fact in facts for stated in fact.stated for each in stated.mentions]
    assert any(each.taken_for == "Bandung, ID" and each.reasons for each in mentioned)


def test_verified_copies_hold_the_passages(folder: Path, tmp_path: Path) -> None:
    verified = tmp_path / "verified"
    verified.mkdir()
    outcome = extract(folder / "pact.txt", out=None, verified=verified)["articles/pact.txt"]
    assert isinstance(outcome, Drafted) and outcome.verified is not None
    text = (folder / "pact.txt").read_text(encoding="utf-8")
    facts = yaml.safe_load(outcome.verified.read_bytes())["facts"]
    assert facts
    for fact in facts:
        passages = fact["evidence"] if isinstance(fact["evidence"], list) else [fact["evidence"]]
        assert all(text[each["start"] : each["end"]] == each["exact"] for each in passages)


def test_losses_are_problems_of_their_article(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(pool: object, tasks: object) -> object:
        for task, why in zip(tasks, ("died", "slow", "error"), strict=True):  # type: ignore[call-overload]
            yield Lost(task, why, f"it {why}", 1.5)

    monkeypatch.setattr(Pool, "run", lose)
    found = extract(folder, out=tmp_path / "out")
    assert changes(found) == ["article-crashed", "article-too-slow", "article-failed"]
    assert all(isinstance(each, NotRead) and each.seconds == 1.5 for each in found.values())


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("no article", encoding="utf-8")
    with pytest.raises(NoArticles, match="there is no article in"):
        Batch([tmp_path], Options())


def test_a_folder_that_cannot_be_written_is_an_error(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(FolderUnwritable):
        Batch([folder], Options(out=tmp_path / "file" / "out"))
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        locked = tmp_path / "locked"
        locked.mkdir(mode=0o500)
        with pytest.raises(FolderUnwritable):
            Batch([folder], Options(out=locked))


def test_a_folder_is_written_by_one_batch_at_a_time(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Batch([folder], Options(out=out)), pytest.raises(LedgerInUse):
        Batch([folder], Options(out=out))
    assert changes(extract(folder, out=out)) == ["extracted"] * 3


def test_a_full_disk_is_told_for_each_article(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "pact.yaml").mkdir()
    assert changes(extract(folder, out=out)) == ["batch-unwritable", "extracted", "extracted"]
    shutil.rmtree(out / "pact.yaml")
    assert changes(extract(folder, out=out)) == ["extracted", "unchanged", "unchanged"]


def test_there_is_a_process_for_each_processor() -> None:
    assert default_jobs() >= 1
