"""YAML as editors read it: version 1.2, where a day is words and only true and false are yes and no."""

from __future__ import annotations

import re
from typing import Any

import yaml


class Core(yaml.SafeLoader):
    """The core schema of YAML 1.2, which yaml-language-server keeps to."""


Core.yaml_implicit_resolvers = {}
for _tag, _form, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), _first)


def _int(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    word = str(node.value)
    return int(word, 0) if word[:2] in ("0o", "0x") else int(word)


Core.add_constructor("tag:yaml.org,2002:int", _int)


def read(text: str) -> Any:
    """The data of a file as the editor sees it; nothing at all counts as no keys."""
    data = yaml.load(text, Loader=Core)
    return {} if data is None else data
