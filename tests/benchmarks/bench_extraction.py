"""Extracts facts from generated news articles, on one core and by the whole command, and compares the costs.

Run it by hand::

    python tests/benchmarks/bench_extraction.py --articles 2000

The articles are those of ``news.py``, some 4,000 characters each, half of them Indonesian and half English: dense
ones, in which nearly every sentence states a fact, and ordinary ones, which tell of other things, too. It prints the
start-up; for both, articles a second on one core, in the time of this process, with memory now and then, and
milliseconds of each stage of an article and its share; and with ``--batch`` ordinary articles as files by the whole
command, documents written, with one process and with several. Quote the ratios; the absolute times are those of one
machine on one day. Use one core for the first part: ``taskset -c 0 python ...``.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from inspect import isgeneratorfunction
from pathlib import Path

from news import dense, ordinary

MIXES: dict[str, Callable[[int], str]] = {"dense": dense, "ordinary": ordinary}


def memory() -> float:
    """Resident memory of this process now, in MiB; its peak where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 2**20


class Stages:
    """Time spent in each stage, inner stages not counted twice."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inner = [0.0]

    def timed(self, name: str, work: Callable[..., object]) -> Callable[..., object]:
        """Return the same work with its time taken."""
        self.seconds.setdefault(name, 0.0)

        def measured(*arguments: object, **named: object) -> object:
            started = time.process_time()
            self._inner.append(0.0)
            try:
                done = work(*arguments, **named)
                return iter(list(done)) if isgeneratorfunction(work) else done  # type: ignore[call-overload]
            finally:
                taken = time.process_time() - started
                self.seconds[name] += taken - self._inner.pop()
                self._inner[-1] += taken

        return measured

    def take(self, module: object) -> None:
        """Time everything that the extractor's module takes from the other folders of extraction."""
        for name, value in list(vars(module).items()):
            origin = getattr(value, "__module__", "")
            if not origin.startswith("citygraph.loaders.extraction.") or origin == module.__name__:  # type: ignore[attr-defined]
                continue
            stage = origin.removeprefix("citygraph.loaders.extraction.").partition(".")[0]
            if isinstance(value, type):
                for method in ("find", "candidates", "link", "symbols"):
                    if method in vars(value):
                        setattr(value, method, self.timed(stage, vars(value)[method]))
            elif callable(value):
                setattr(module, name, self.timed(stage, value))


def start_up() -> Iterator[tuple[str, float]]:
    """Yield what starting takes, each in a process of its own."""
    code = (
        "import time; a = time.perf_counter()\n"
        "from citygraph.loaders.extraction.extractor import Extractor\n"
        "from citygraph.loaders.extraction.reading import describe_text\n"
        "b = time.perf_counter(); e = Extractor.open(); c = time.perf_counter()\n"
        "e.extract(describe_text('Kota Bandung adalah anggota CITYNET sejak 2013.', id='a'))\n"
        "e.extract(describe_text('Bandung has been a member of CITYNET since 2013.', id='b'))\n"
        "print(b - a, c - b, time.perf_counter() - c)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    yield from zip(("imports", "opening", "first articles"), map(float, done.stdout.split()), strict=True)


def one_core(article: Callable[[int], str], articles: int, every: int) -> float:
    """Print the speed on one core and the memory, now and then; return seconds an article."""
    from citygraph.loaders.extraction.batches.worker import settle
    from citygraph.loaders.extraction.extractor import Extractor
    from citygraph.loaders.extraction.reading import describe_text

    extractor = Extractor.open()
    for number in range(50):
        extractor.extract(describe_text(article(number), id=f"warm-{number}"))
    settle()
    first, facts, taken = memory(), 0, 0.0
    for done in range(1, articles + 1):
        text = article(done)
        started = time.process_time()
        facts += len(extractor.extract(describe_text(text, id=f"a-{done}")).document.facts)
        taken += time.process_time() - started
        if done % every == 0 or done == articles:
            print(f"{done:7} articles  {done / taken:6.0f} a second  {memory():5.0f} MiB", flush=True)
    print(f"{facts / articles:.1f} facts an article; memory last against first: {memory() / first:.2f}")
    return taken / articles


def by_stage(article: Callable[[int], str], articles: int) -> None:
    """Print what the stages of an article take."""
    import citygraph.loaders.extraction.extractor as module
    from citygraph.loaders.extraction.copies import fingerprint
    from citygraph.loaders.extraction.reading import describe_text
    from citygraph.loaders.extraction.weighing import hosted, weighed
    from citygraph.loaders.facts import as_json, as_yaml
    from citygraph.loaders.gazetteer import Gazetteer
    from citygraph.loaders.networks import NetworkRegister

    stages = Stages()
    stages.take(module)
    extractor = module.Extractor(
        Gazetteer.open(),
        NetworkRegister.open(),
        weigh=stages.timed("weighing", weighed),  # type: ignore[arg-type]
        host=stages.timed("weighing hosts", hosted),  # type: ignore[arg-type]
    )
    for number in range(20):
        extractor.extract(describe_text(article(number), id="warm"))
    stages.seconds = dict.fromkeys(stages.seconds, 0.0)
    reading = stages.timed("reading", describe_text)
    rest = stages.timed("the rest of extracting", extractor.extract)
    for number in range(articles):
        text = article(number)
        extraction = rest(reading(text, id=f"a-{number}"))
        stages.timed("copies", fingerprint)(text)
        stages.timed("writing YAML", as_yaml)(extraction.document)  # type: ignore[attr-defined]
        stages.timed("writing JSON", as_json)(extraction.document)  # type: ignore[attr-defined]
    total = sum(stages.seconds.values())
    for name, seconds in sorted(stages.seconds.items(), key=lambda item: -item[1]):
        print(f"{name:24} {seconds / articles * 1000:7.2f} ms an article  {seconds / total:5.0%}")


def whole_batches(articles: int, jobs: int) -> None:
    """Print the speed of the whole command, with one process and with several, and of a repeat."""
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        for number in range(articles):
            (texts / f"a-{number:06}.txt").write_text(ordinary(number), encoding="utf-8")
        alone = 0.0
        for name, processes, out in (
            ("one process", 1, "a"),
            (f"{jobs} processes", jobs, "b"),
            ("repeat", jobs, "b"),
        ):
            command = [
                sys.executable, "-m", "citygraph.api.cli", "extract", str(texts), "--out", str(Path(folder) / out),
                "--jobs", str(processes), "--quiet",
            ]  # fmt: skip
            started = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            seconds = time.perf_counter() - started
            alone = alone or seconds
            rate, ratio = articles / seconds, alone / seconds
            print(f"{name:24} {seconds:7.1f} s  {rate:6.0f} a second  {ratio:5.2f} times one process")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--mix", nargs="+", choices=MIXES, default=list(MIXES))
    parser.add_argument("--every", type=int, default=1_000, help="articles per printed line")
    parser.add_argument(
        "--batch", type=int, default=0, help="articles for the whole command; 0 leaves it out"
    )
    parser.add_argument("--jobs", type=int, default=4)
    arguments = parser.parse_args()
    for name, seconds in start_up():
        print(f"{name:24} {seconds:7.2f} s")
    for mix in arguments.mix:
        article = MIXES[mix]
        lengths = [len(article(number)) for number in range(50)]
        print(f"\n{mix} articles of {sum(lengths) / len(lengths):,.0f} characters")
        taken = one_core(article, arguments.articles, arguments.every)
        print(f"{taken * 1000:.2f} ms an article on one core")
    for mix in arguments.mix:
        print(f"\n{mix} articles by stage")
        by_stage(MIXES[mix], min(arguments.articles, 200))
    if arguments.batch:
        whole_batches(arguments.batch, arguments.jobs)


if __name__ == "__main__":
    main()
