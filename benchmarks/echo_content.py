"""Make a folder with a config.yaml and content in which the bot answers `u17z` with `u17z`.

    python benchmarks/echo_content.py FOLDER [--upto 5000] [--answers-per-second 0]

Load drivers recognise an answer by such a tag. The bot itself never repeats what a person
wrote, so the tags are written as greetings into a copy of the shipped content.
Then: BAGYT_CONFIG=FOLDER/config.yaml TELEGRAM_API_URL=… TELEGRAM_BOT_TOKEN=1:x bagyt run
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path)
    options.add_argument("--upto", type=int, default=5000)
    options.add_argument("--answers-per-second", type=float, default=0)
    given = options.parse_args()
    shutil.rmtree(given.folder, ignore_errors=True)
    shutil.copytree(ROOT / "content", given.folder / "content")
    config = (ROOT / "config.yaml").read_text()
    config = config.replace("answers_per_second: 30", f"answers_per_second: {given.answers_per_second}")
    config = config.replace("messages_per_minute: 30", "messages_per_minute: 600")
    (given.folder / "config.yaml").write_text(config)
    interface = given.folder / "content" / "ky" / "interface.yaml"
    tags = "".join(f"  - {{said: [u{n}z], reply: u{n}z}}\n" for n in range(1, given.upto + 1))
    interface.write_text(interface.read_text().replace("small_talk:\n", f"small_talk:\n{tags}", 1))
    print(f"BAGYT_CONFIG={given.folder.resolve() / 'config.yaml'}")


if __name__ == "__main__":
    main()
