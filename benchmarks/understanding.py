"""Time and memory of understanding on an invented Library: `python benchmarks/understanding.py`."""

from __future__ import annotations

import argparse
import importlib
import random
import statistics
import time
from pathlib import Path

from bot.content.markup import Paragraph, Text
from bot.content.model import Library, Section, Topic, TopicText
from bot.understanding import learn, match

SYLLABLES = {
    "ky": "ба ка та жу ши ке ме ли ру до са ны гө тү өң ыл ар ук эт",
    "ru": "ра бо та ви за до ку мен ты пра во слу жи те ль ни ца ше го",
    "en": "wor king vi sa pa per con tract hel ping ta xi loan ri der",
}


def library(topics: int, phrases: int, seed: int = 1) -> Library:
    """Topics of words that are partly their own and partly everybody's, in three languages."""
    rng = random.Random(seed)
    words = {
        language: ["".join(rng.choices(syllables.split(), k=rng.randint(2, 4))) for _ in range(2500)]
        for language, syllables in SYLLABLES.items()
    }
    made = {}
    for number in range(topics):
        texts = {}
        for language, known in words.items():
            own = rng.sample(known, 25)

            def line(length: int, own: list[str] = own, common: list[str] = known[:300]) -> str:
                return " ".join(rng.choice(own if rng.random() < 0.5 else common) for _ in range(length))

            answer = tuple(Paragraph((Text(line(9) + "."),)) for _ in range(8))
            ask = tuple(line(rng.randint(2, 9)) for _ in range(phrases))
            texts[language] = TopicText(line(4), line(9), answer, ask)
        made[f"section/topic-{number}"] = Topic(
            f"section/topic-{number}", "section", "", (), (), danger=number == 0, texts=texts
        )
    return Library(
        languages=tuple(SYLLABLES),
        default_language="ky",
        ask="",
        urgent="",
        entries=(),
        sections={"section": Section("section", "", tuple(made))},
        topics=made,
        facts={},
        contacts={},
        interface={},
        version="0",
    )


def resident() -> float:
    """Memory of this process in megabytes."""
    status = Path("/proc/self/status").read_text().split("VmRSS:")[1]
    return int(status.split()[0]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--topics", type=int, default=150)
    parser.add_argument("--phrases", type=int, default=20, help="a language")
    parser.add_argument("--questions", type=int, default=1000)
    arguments = parser.parse_args()

    content = library(arguments.topics, arguments.phrases)
    before = resident()
    # What `learn` imports first, so that its own time and memory are seen.
    for module in ("scipy.sparse", "sklearn.linear_model", "sklearn.svm"):
        importlib.import_module(module)

    imported = resident()
    clock, processor = time.perf_counter(), time.process_time()
    index = learn(content)
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(f"topics {arguments.topics}, features {len(index.vocabulary.columns)}")
    print(f"learn: {clock:.2f} s, {processor:.2f} s of processor")
    print(f"memory: {before:.0f} MB, with scikit-learn {imported:.0f} MB, with the index {resident():.0f} MB")

    rng = random.Random(2)
    phrases = [
        phrase for topic in content.topics.values() for text in topic.texts.values() for phrase in text.ask
    ]
    questions = []
    for _ in range(arguments.questions):
        words = rng.choice(phrases).split() + rng.choice(phrases).split()[:2]
        rng.shuffle(words)
        questions.append(" ".join(words))
    times, processors = [], []
    for question in questions:
        clock, processor = time.perf_counter(), time.process_time()
        match(question, index, "ru")
        times.append(1000 * (time.perf_counter() - clock))
        processors.append(1000 * (time.process_time() - processor))
    for name, taken in (("clock", times), ("processor", processors)):
        percentiles = statistics.quantiles(taken, n=100)
        print(f"match, {name}: p50 {percentiles[49]:.2f} ms, p99 {percentiles[98]:.2f} ms")


if __name__ == "__main__":
    main()
