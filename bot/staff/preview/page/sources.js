// The facts and contacts behind a topic: value in each language, source, age, where else they are used.

import { make, safe } from "./chat/message.js";

const FEW = 4;                  // so many topics are named at once

export function source(entry, words, titleOf, cards) {
  const kind = entry.id.startsWith("fact:") ? words.fact : words.contact;
  const values = Object.entries(entry.values).filter(([, value]) => value);
  const address = safe(entry.source);
  const link = address ? make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, new URL(address).host) : entry.source;
  const uses = entry.topics.map((id) => make("a", { href: `#${id}` }, titleOf(id)));
  const element = make("article", { className: `source-card ${entry.age}` },
    make("h3", {}, make("code", {}, entry.name), make("small", {}, kind)),
    entry.about ? make("p", {}, entry.about) : null,
    make("p", { className: "age" }, entry.left),
    values.length ? make("dl", { className: "values" }, ...values.flatMap(([language, value]) =>
      [make("dt", {}, language), make("dd", { lang: language }, value)])) : null,
    make("dl", {}, ...pairs([
      [words.source, [link]],
      [words.as_of, entry.as_of && [entry.as_of]],
      [words.checked, [entry.checked]],
      [words.owner, entry.owner && [entry.owner]],
      [words.used_in, uses.length && (uses.length > FEW ? [make("details", {}, make("summary", {}, uses.length), ...between(uses))] : between(uses))],
    ])),
    make("p", { className: "where" }, make("code", {}, entry.line ? `${entry.file}:${entry.line}` : entry.file)),
    ...cards);
  element.dataset.entry = entry.id;
  return element;
}

function pairs(rows) {
  return rows.filter(([, value]) => value).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, ...value)]);
}

function between(nodes) {
  return nodes.flatMap((node, index) => index ? [", ", node] : [node]);
}
