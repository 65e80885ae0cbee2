"""Extracts facts from generated news articles, on one core and by the whole command, and compares the costs.

Run it by hand::

    python tests/benchmarks/bench_extraction.py --articles 2000

The articles are made up here, some 4,000 characters each, half of them Indonesian and half English: cities, networks,
dates, offices, numbers, quotations and paragraphs that state nothing. It prints the start-up; articles a second on one
core, in the time of this process, with memory now and then; milliseconds of each stage of an article and its share;
and with ``--batch`` the same articles as files by the whole command, documents written, with one process and with
several. Quote the ratios; the absolute times are those of one machine on one day. Use one core for the first part:
``taskset -c 0 python ...``.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

LENGTH = 4_000
CITIES_ID = [
    "Bandung",
    "Semarang",
    "Surabaya",
    "Makassar",
    "Padang",
    "Palembang",
    "Malang",
    "Bogor",
    "Manado",
    "Ambon",
    "Kupang",
    "Denpasar",
]
CITIES_ABROAD = [
    "Suwon",
    "Toyama",
    "Kitakyushu",
    "Gwangju",
    "Haiphong",
    "Davao",
    "Adelaide",
    "Freiburg",
    "Lyon",
    "Leeds",
]
NETWORKS = ["UCLG ASPAC", "CITYNET", "ICLEI", "C40", "APEKSI", "ASEAN Smart Cities Network", "UNESCO GNLC"]
NAMES = ["Rahmat Hidayat", "Sri Lestari", "Budi Santoso", "Dewi Anggraini", "Agus Wibowo", "Maria Tan"]
MONTHS_ID = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
TOPICS_ID = [
    "pengelolaan sampah",
    "transportasi umum",
    "ekonomi kreatif",
    "kota cerdas",
    "air bersih",
    "ruang terbuka",
]
TOPICS_EN = [
    "solid waste",
    "public transport",
    "creative economy",
    "smart streets",
    "clean water",
    "open spaces",
]

SENTENCES_ID = (
    "Wali Kota {a}, {p}, mengatakan bahwa kotanya telah menjadi anggota {n} sejak {y}.",
    "Pemerintah Kota {a} dan {b} menandatangani nota kesepahaman tentang {t} pada {d} {m} {y}.",
    "Kota {a} dan {b} menjalin kerja sama kota kembar yang mencakup {t}, pendidikan dan kebudayaan.",
    "Delegasi {b} mengunjungi Kota {a} selama {k} hari untuk mempelajari {t}.",
    "Pertemuan tahunan {n} di {a} pada {d} {m} {y} diikuti {k} kota dari berbagai negara.",
    "Rencananya, Pemkot {a} akan mengirim {k} pegawai ke {b} pada tahun depan.",
    "Kabupaten {a} belum bergabung dengan {n}, kata Kepala Dinas Komunikasi, {p}.",
    "Warga berharap pembangunan di kota itu terus berlanjut dan memberi manfaat bagi semua orang.",
    '"Kami ingin belajar dari pengalaman kota lain," ujar {p} di balai kota, {d} {m} {y}.',
    "Anggaran sebesar Rp {k} miliar telah disiapkan untuk tahap pertama, sekitar {k} persen dari kebutuhan.",
    "Hujan turun sejak pagi, tetapi acara tetap berlangsung meriah sampai sore hari.",
)
SENTENCES_EN = (
    "The mayor of {a}, {p}, said that the city had been a member of {n} since {y}.",
    "{a} and {b} signed a memorandum of understanding on {t} on {d} {m} {y}.",
    "The sister city agreement between {a} and {b} covers {t}, education and culture.",
    "A delegation from {b} visited {a} for {k} days to study {t}.",
    "The annual meeting of {n} in {a} on {d} {m} {y} brought together {k} cities.",
    "{a} plans to send {k} officers to {b} next year, the council heard.",
    "{a} has yet to join {n}, said {p}, head of the communications office.",
    "Residents hoped that the works would go on and would be of use to everybody in the neighbourhood.",
    '"We want to learn from other cities," {p} told reporters at the town hall on {d} {m} {y}.',
    "Some {k} million dollars have been set aside for the first stage, about {k} per cent of what is needed.",
    "Rain fell from the morning on, but the event went ahead and lasted until the late afternoon.",
)


def article(number: int) -> str:
    """The text of an article, some 4,000 characters, always the same for a number."""
    chance = random.Random(number)
    indonesian = number % 2 == 0
    sentences, months, topics = (
        (SENTENCES_ID, MONTHS_ID, TOPICS_ID) if indonesian else (SENTENCES_EN, MONTHS_EN, TOPICS_EN)
    )
    home, abroad = chance.choice(CITIES_ID), chance.choice(CITIES_ABROAD)

    def sentence() -> str:
        return chance.choice(sentences).format(
            a=home if chance.random() < 0.7 else chance.choice(CITIES_ID),
            b=abroad if chance.random() < 0.7 else chance.choice(CITIES_ABROAD),
            n=chance.choice(NETWORKS), p=chance.choice(NAMES), t=chance.choice(topics), m=chance.choice(months),
            d=chance.randrange(1, 29), y=chance.randrange(1995, 2025), k=chance.randrange(2, 90),
        )  # fmt: skip

    parts = [
        f"{home} {'dan' if indonesian else 'and'} {abroad}: {chance.choice(topics)} {number}\n\n{home.upper()} - "
    ]
    length = len(parts[0])
    while length < LENGTH:
        paragraph = " ".join(sentence() for _ in range(chance.randrange(2, 5))) + "\n\n"
        parts.append(paragraph)
        length += len(paragraph)
    return "".join(parts)


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
                return work(*arguments, **named)
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


def one_core(articles: int, every: int) -> float:
    """Print the speed on one core and the memory, now and then; return seconds an article."""
    from citygraph.loaders.extraction.extractor import Extractor
    from citygraph.loaders.extraction.reading import describe_text

    extractor = Extractor.open()
    for number in range(20):
        extractor.extract(describe_text(article(number), id=f"warm-{number}"))
    gc.collect()
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


def by_stage(articles: int) -> None:
    """Print what the stages of an article take."""
    import citygraph.loaders.extraction.extractor as module
    from citygraph.loaders.extraction.copies import fingerprint
    from citygraph.loaders.extraction.reading import describe_text
    from citygraph.loaders.facts import as_json, as_yaml

    extractor = module.Extractor.open()
    extractor.extract(describe_text(article(0), id="warm"))
    stages = Stages()
    stages.take(module)
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
            (texts / f"a-{number:06}.txt").write_text(article(number), encoding="utf-8")
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
    parser.add_argument("--every", type=int, default=1_000, help="articles per printed line")
    parser.add_argument(
        "--batch", type=int, default=0, help="articles for the whole command; 0 leaves it out"
    )
    parser.add_argument("--jobs", type=int, default=4)
    arguments = parser.parse_args()
    lengths = [len(article(number)) for number in range(50)]
    print(f"articles of {sum(lengths) / len(lengths):,.0f} characters")
    for name, seconds in start_up():
        print(f"{name:24} {seconds:7.2f} s")
    print(f"{one_core(arguments.articles, arguments.every) * 1000:.2f} ms an article on one core")
    by_stage(min(arguments.articles, 200))
    if arguments.batch:
        whole_batches(arguments.batch, arguments.jobs)


if __name__ == "__main__":
    main()
