from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import TELEGRAM, BadSettings, ConfigFile, Settings, load_settings

TOKEN = "7:invented-token"


def settings(folder: Path, config: str = "", **environment: str) -> Settings:
    path = folder / "config.yaml"
    path.write_text(config, encoding="utf-8")
    return load_settings({"BAGYT_CONFIG": str(path), **environment})


def reasons(folder: Path, config: str) -> list[str]:
    with pytest.raises(BadSettings) as caught:
        settings(folder, config)
    return str(caught.value).split("\n")


def test_an_empty_file_gives_what_is_written_in_the_code(tmp_path: Path) -> None:
    found = settings(tmp_path)
    assert found.config.languages == ("ky", "ru", "en")
    assert found.config.default_language == "ky"
    assert found.content == tmp_path / "content"
    assert found.data == tmp_path / "data"
    assert found.token is None
    assert found.api_url == TELEGRAM
    assert found.time_zone.key == "Asia/Bishkek"


def test_the_config_file_of_the_project_says_what_holds_without_it() -> None:
    assert load_settings({}, Path(__file__).parents[1] / "config.yaml").config == ConfigFile()


@pytest.mark.parametrize(
    ("group", "key", "least", "most"),
    [
        ("limits", "messages_per_minute", 1, 600),
        ("limits", "answers_per_second", 0, 1000),
        ("limits", "chats_at_once", 1, 256),
        ("limits", "seconds_per_update", 25, 300),
        ("retention", "questions_days", 1, 3650),
        ("retention", "languages_days", 1, 730),
    ],
)
def test_a_number_has_a_least_and_a_most(tmp_path: Path, group: str, key: str, least: int, most: int) -> None:
    for fine in (least, most):
        assert getattr(getattr(settings(tmp_path, f"{group}: {{{key}: {fine}}}").config, group), key) == fine
    for wrong in (least - 1, most + 1):
        assert f"(`{wrong}`)" in reasons(tmp_path, f"{group}: {{{key}: {wrong}}}")[0]


# What is wrong in config.yaml -> (line and column, words that must be said)
WRONG = {
    "no such key": ("log_level: info\nlanguage: ky\n", "2:1", "did you mean `languages`?"),
    "nothing like it": ("xyz: 1\n", "1:1", "allowed: content, data, database, default_language"),
    "no such limit": ("limits:\n  messages: 3\n", "2:3", "messages_per_minute"),
    "no number": ("limits:\n  chats_at_once: many\n", "2:18", "(`many`)"),
    "too large": ("limits: {chats_at_once: 1000}\n", "1:25", "less than or equal to 256"),
    "no such level": ("log_level: loud\n", "1:12", "'debug', 'info', 'warning' or 'error'"),
    "no such zone": ("time_zone: Bishkek\n", "1:12", "no time zone; write it as in Asia/Bishkek"),
    "no such language": ("languages: [ky, fr]\n", "1:17", "'ky', 'ru' or 'en'"),
    "no language": ("languages: []\n", "1:12", "at least 1 item"),
    "default not among them": ("languages: [ru, en]\ndefault_language: ky\n", "2:19", "one of ru, en"),
    "default not among them, unsaid": ("# comment\nlanguages: [ru, en]\n", "2:1", "it must be one of ru, en"),
    "no address": ("webhook:\n  url: bot.example\n", "2:8", "webhook.url"),
    "no group": ("staff_group: '@staff'\n", "1:14", "staff_group"),
    "no YAML": ("limits:\n\tchats_at_once: 3\n", "2:1", "not YAML"),
    "twice": ("data: a\ndata: b\n", "2:1", "stands here twice"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_setting_is_named_with_line_and_column(tmp_path: Path, case: str) -> None:
    config, place, words = WRONG[case]
    found = reasons(tmp_path, config)
    assert any(r.startswith(f"config.yaml:{place}: ") and words in r for r in found), found


def test_every_wrong_setting_is_told(tmp_path: Path) -> None:
    found = reasons(tmp_path, "xyz: 1\nlog_level: loud\nretention:\n  questions_days: 0\n")
    assert [r.split(": ")[0] for r in found] == ["config.yaml:2:12", "config.yaml:4:19", "config.yaml:1:1"]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"^config\.yaml:1:1: there is no such file"):
        load_settings({"BAGYT_CONFIG": str(tmp_path / "config.yaml")})


def test_config_yaml_of_this_folder_is_read_unless_another_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.yaml").write_text("log_level: debug\n", encoding="utf-8")
    other = tmp_path / "other.yaml"
    other.write_text("log_level: error\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load_settings({}).config.log_level == "debug"
    assert load_settings({"BAGYT_CONFIG": "other.yaml"}).config.log_level == "error"
    assert load_settings({"BAGYT_CONFIG": "config.yaml"}, other).config.log_level == "error"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    config = "database: sqlite+aiosqlite:///data/file.db\n"
    assert settings(tmp_path, config).database.endswith("/data/file.db")
    found = settings(
        tmp_path,
        config,
        BAGYT_DATABASE="sqlite+aiosqlite:///env.db",
        TELEGRAM_BOT_TOKEN=f" {TOKEN}\n",
        TELEGRAM_API_URL="http://localhost:8081",
    )
    assert found.database == f"sqlite+aiosqlite:///{tmp_path}/env.db"
    assert found.token is not None
    assert found.token.get_secret_value() == TOKEN
    assert found.api_url == "http://localhost:8081"


def test_an_empty_variable_is_as_good_as_none(tmp_path: Path) -> None:
    found = settings(tmp_path, BAGYT_DATABASE="", TELEGRAM_BOT_TOKEN=" ", TELEGRAM_API_URL="", BAGYT_KEY="")
    assert found == settings(tmp_path)


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("sqlite+aiosqlite:///data/bagyt.db", "sqlite+aiosqlite:///{root}/data/bagyt.db"),
        ("sqlite+aiosqlite:////var/lib/bagyt.db", "sqlite+aiosqlite:////var/lib/bagyt.db"),
        ("bagyt.db", "sqlite+aiosqlite:///{root}/bagyt.db"),
        ("/var/lib/bagyt.db", "sqlite+aiosqlite:////var/lib/bagyt.db"),
        ("sqlite+aiosqlite://", "sqlite+aiosqlite://"),
        ("sqlite+aiosqlite:///:memory:", "sqlite+aiosqlite:///:memory:"),
        ("postgresql+asyncpg://bot@db.example/bagyt", "postgresql+asyncpg://bot@db.example/bagyt"),
    ],
)
def test_a_database_file_is_found_from_the_config_file_not_from_here(
    tmp_path: Path, url: str, meant: str
) -> None:
    assert settings(tmp_path, BAGYT_DATABASE=url).database == meant.format(root=tmp_path)


def test_folders_are_found_from_the_config_file(tmp_path: Path) -> None:
    found = settings(tmp_path, "content: words\ndata: /var/lib/bagyt\n")
    assert found.content == tmp_path / "words"
    assert found.data == Path("/var/lib/bagyt")


def test_no_secret_is_ever_printed(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        TELEGRAM_BOT_TOKEN=TOKEN,
        BAGYT_KEY="invented-key",
        BAGYT_DATABASE="postgresql+asyncpg://bot:invented-password@db.example/bagyt",
    )
    for printed in (repr(found), str(found), f"{found}", repr(found.token), str(found.key)):
        assert "invented" not in printed
