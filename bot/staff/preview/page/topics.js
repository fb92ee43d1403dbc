// The list of topics at the side: search, filter, what is found in each.

import { make } from "./chat/message.js";
import { SEVERITIES, badges } from "./findings.js";

const PLAIN = { ө: "о", ү: "у", ң: "н", ё: "е" };
const FILTERS = {
  all: () => true,
  only_findings: ({ findings }) => SEVERITIES.some((severity) => findings[severity]),
  only_stale: ({ stale }) => stale,
  only_missing: ({ missing }) => missing.length > 0,
};

/** A text as it is compared: without case and the letters that many keyboards lack. */
export function fold(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[өүңё]/g, (letter) => PLAIN[letter]);
}

export function filters(words) {
  return Object.keys(FILTERS).map((value) => make("option", { value }, words[value]));
}

/** The list itself, and how many of how many topics are in it. */
export function list({ sections, menu, findings, words, counts }, { query, filter, current }) {
  const terms = fold(query).split(/\s+/).filter(Boolean);
  const fits = (topic) => FILTERS[filter](topic) && terms.every((term) => (folded.get(topic) ?? remember(topic)).includes(term));
  const groups = sections.map((section) => [section, section.topics.filter(fits)]).filter(([, topics]) => topics.length);
  const total = Object.fromEntries(SEVERITIES.map((severity) => [severity, findings.filter((one) => one.severity === severity).length]));
  const narrowed = terms.length > 0 || filter !== "all";
  const fixed = [
    item("", "📋", words.overview, current, badges(total, counts)),
    sections.length ? item("menu", "🏠", words.menu, current, badges(menu)) : null,
  ];
  const lists = groups.map(([section, topics]) => [
    make("h2", {}, `${section.icon} ${section.title}`),
    make("ul", {}, ...topics.map((topic) => item(topic.id, topic.icon, topic.title, current, marks(topic, words)))),
  ]);
  const shown = groups.reduce((sum, [, topics]) => sum + topics.length, 0);
  return {
    nodes: [make("ul", {}, ...fixed.filter(Boolean)), ...lists.flat(), narrowed && !shown ? make("p", { className: "empty" }, words.nothing_found) : null].filter(Boolean),
    shown,
    all: sections.reduce((sum, section) => sum + section.topics.length, 0),
  };
}

const folded = new WeakMap();
function remember(topic) {
  folded.set(topic, fold(topic.search));
  return folded.get(topic);
}

function marks({ findings, stale, missing }, words) {
  return [
    ...badges(findings),
    stale ? make("span", { className: "badge-count stale", title: words.stale, ariaLabel: words.stale, role: "img" }, "⏳") : null,
    missing.length ? make("span", { className: "badge-count missing", title: words.missing }, missing.join(" ")) : null,
  ];
}

function item(id, icon, title, current, badgesOf) {
  const link = make("a", { href: `#${id}`, className: "item" },
    make("span", { ariaHidden: "true" }, icon), make("span", {}, title), make("span", { className: "badges" }, ...badgesOf.filter(Boolean)));
  if (id === current) link.setAttribute("aria-current", "page");
  return make("li", {}, link);
}
