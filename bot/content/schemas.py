"""JSON Schemas of the content files: an editor completes, explains and checks them as they are typed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast, get_args

from pydantic import BaseModel, TypeAdapter

from bot.content.interface import Interface
from bot.content.schema import CatalogueFile, ContactEntry, FactEntry, GlossaryEntry, TopicFile
from bot.words import LANGUAGES, say, table

FOLDER = "schemas"
# Every kind of file with its model.
KINDS: dict[str, Any] = {
    "topic": TopicFile,
    "facts": dict[str, FactEntry],
    "contacts": dict[str, ContactEntry],
    "catalogue": CatalogueFile,
    "interface": Interface,
    "glossary": dict[str, GlossaryEntry],
}
_DRAFT = (
    "http://json-schema.org/draft-07/schema#"  # the newest that the YAML extension of VS Code knows whole
)
_ENTRY_ID = "^[a-z0-9_]+$"
# What our reader takes for yes and no besides true and false.
_YES_OR_NO = (
    "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo]|[Oo][Nn]|[Oo][Ff][Ff]|[TtFfYyNn])$"
)


def schema_comment(kind: str, depth: int) -> str:
    """The first line of a content file that stands `depth` folders below content/: where its schema is."""
    return f"# yaml-language-server: $schema={'../' * depth}{FOLDER}/{kind}.json"


def schemas(languages: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The schema of every kind of file, by the kind's name."""
    return {kind: _schema(model, languages) for kind, model in KINDS.items()}


def written(schema: dict[str, Any]) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def out_of_date(content: Path, languages: Sequence[str]) -> list[str]:
    """The names of the files in content/schemas that do not say what the models say."""
    old = []
    for kind, schema in schemas(languages).items():
        path = content / FOLDER / f"{kind}.json"
        if not path.exists() or path.read_text(encoding="utf-8") != written(schema):
            old.append(path.name)
    return old


def write_schemas(content: Path, languages: Sequence[str]) -> list[str]:
    """Write content/schemas anew; the names of the files that changed."""
    changed = out_of_date(content, languages)
    folder = content / FOLDER
    folder.mkdir(exist_ok=True)
    for name, schema in ((f"{kind}.json", schema) for kind, schema in schemas(languages).items()):
        if name in changed:
            (folder / name).write_text(written(schema), encoding="utf-8")
    return changed


def models(kind: Any) -> Iterator[type[BaseModel]]:
    """A model and every model inside it; a mapping's or a list's are those of its members."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        for field in kind.model_fields.values():
            yield from models(field.annotation)
    for argument in get_args(kind):
        yield from models(argument)


def described(model: type[BaseModel], field: str = "") -> dict[str, str]:
    """What a model or a field holds, in each language; an inherited field may be described at its parent."""
    for owner in model.__mro__ if field else (model,):
        name = owner.__name__.removeprefix("_")
        words: dict[str, str] | None = table("schemas").get(f"{name}.{field}" if field else name)
        if words:
            return words
    return {}


def _schema(kind: Any, languages: Sequence[str]) -> dict[str, Any]:
    made = TypeAdapter(kind).json_schema(by_alias=True, ref_template="#/definitions/{model}")
    parts: dict[str, Any] = made.pop("$defs", {})
    root = next(models(kind))
    if kind is root:
        _tell(made, root)
    else:
        made["propertyNames"] = {"pattern": _ENTRY_ID}
    for model in models(kind):
        if model.__name__ in parts:
            _tell(parts[model.__name__], model)
    if "ContactEntry" in parts:
        name = parts["ContactEntry"]["properties"]["name"]
        name["properties"] = {language: dict(name["additionalProperties"]) for language in languages}
    if parts:
        made["definitions"] = parts
    return {"$schema": _DRAFT} | _words(described(root)) | cast(dict[str, Any], _plain(made))


def _tell(part: dict[str, Any], model: type[BaseModel]) -> None:
    """Put the words of each field into the part of a schema that speaks of its model."""
    part.pop("description", None)  # the docstring speaks to programmers
    for name, field in model.model_fields.items():
        part["properties"][field.alias or name].update(_words(described(model, name)))


def _words(words: dict[str, str]) -> dict[str, str]:
    if not words:
        return {}
    lines = [words[one] for one in LANGUAGES if one in words]
    return {
        "description": "\n".join(lines),
        "markdownDescription": "\n\n".join(f"**{one}** {words[one]}" for one in LANGUAGES if one in words),
    }


def _written_as(examples: Sequence[object]) -> str:
    shown = ", ".join(map(str, examples))
    return " · ".join(say("schemas", "written_as", language, examples=shown) for language in LANGUAGES)


def _plain(node: Any) -> Any:
    """The schema without what helps no editor, and with words and numbers typed as our reader takes them."""
    if isinstance(node, list):
        return [_plain(one) for one in node]
    if not isinstance(node, dict):
        return node
    # `title` is also the name of a key; then it holds a schema.
    kept = {
        key: _plain(one)
        for key, one in node.items()
        if key != "default" and not (key == "title" and isinstance(one, str))
    }
    if kept.get("type") == "string" and re.search(kept.get("pattern", ""), "7"):
        kept["type"] = ["string", "number"]
    if "pattern" in kept and "examples" in kept:  # an extension of VS Code; others pass it over
        kept["patternErrorMessage"] = _written_as(kept["examples"])
    if kept.get("type") == "boolean":
        kept.pop("type")
        kept["anyOf"] = [{"type": "boolean"}, {"type": "string", "pattern": _YES_OR_NO}, {"enum": [0, 1]}]
    return kept
