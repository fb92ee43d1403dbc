"""Takes the pictures of the preview for the staff guide: `.venv/bin/python scripts/pictures.py`.

It needs Chromium, and a font with emoji for the icons of the menu (Debian: fonts-noto-color-emoji).
"""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import click
from playwright.async_api import Browser, Page, async_playwright

from bot.cli.content.preview import room_of, showing
from bot.settings import Settings, load_settings

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
LARGEST = 250_000  # bytes
TOPIC = "uk/seasonal-costs"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


async def main() -> None:
    """All pictures, of the content as it is shipped and of a copy with one slip."""
    shipped = load_settings({}, ROOT / "config.yaml")
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(shutil.copytree(shipped.content, Path(folder) / "content"))
        settings = replace(shipped, content=copied, data=Path(folder) / "data")
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
            await take(browser, settings)
            await browser.close()


async def take(browser: Browser, settings: Settings) -> None:
    """The three pictures, one after the other on one preview."""
    async with showing(room_of(settings, settings.config.staff_language)) as address:
        page = await browser.new_page(viewport={"width": 390, "height": 780})
        await opened(page, address)
        await save(page, "preview-phone")
        await page.set_viewport_size({"width": 1280, "height": 720})
        await save(page, "preview-overview")
        # A slip of the pen, as it happens: the last letter of a fact's name is lost.
        path = settings.content / f"ru/{TOPIC}.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(\{fact:[^}]*)[^}]\}", r"\1}", text, count=1), encoding="utf-8")
        await page.locator("#band .finding-row").first.click()
        await page.mouse.move(0, 0)
        await page.locator(".finding:focus").wait_for()
        await page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished)).then(() => 0)")
        await save(page, "preview-finding")


async def opened(page: Page, address: str) -> None:
    """The topic with its answers on the screen."""
    await page.goto(f"{address}/#{TOPIC}")
    await page.locator(".column.chosen .message").wait_for()


async def save(page: Page, name: str) -> None:
    """Write a picture; one that is too large for the guide is no success."""
    path = PICTURES / f"{name}.png"
    await page.screenshot(path=path)
    if path.stat().st_size > LARGEST:
        raise SystemExit(f"{path.name} has {path.stat().st_size} bytes, more than {LARGEST}")
    click.echo(f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    asyncio.run(main())
