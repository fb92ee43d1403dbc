// Findings: a line in the list of all, or a card with the source lines around it.

import { make } from "./chat/message.js";

export const SEVERITIES = ["error", "warning", "hint"];

const place = ({ file, line, column }) => `${file}:${line}:${column}`;

/** What is wrong, in one line that leads to its card. */
export function row(finding, go) {
  return make("li", {},
    make("button", { type: "button", className: `finding-row ${finding.severity}`, onclick: () => go(finding) },
      make("b", { className: "severity" }, finding.word),
      make("span", {}, finding.what),
      make("code", {}, place(finding))));
}

/** All of it; `find(quote)` shows the words in the answer, null where there is no answer to show them in. */
export function card(finding, words, find) {
  const { severity, word, what, mend, quote } = finding;
  // Names in braces and marks are written otherwise in the answer: then the line in the file is pointed to.
  const point = () => element.querySelector(".here")?.animate([{ opacity: 0.2 }, { opacity: 1 }], 900);
  const quoted = quote ? make("q", {}, quote) : null;
  const show = find && quote ? make("button", { type: "button", className: "quoted", title: words.find_in_answer, onclick: () => find(quote) || point() }, quoted) : quoted;
  const element = make("article", { className: `finding ${severity}`, tabIndex: -1, ariaLabel: `${word}: ${what}` },
    make("p", {}, make("b", { className: "severity" }, word), " ", make("code", {}, place(finding))),
    make("p", { className: "what" }, what),
    show && make("p", {}, show),
    make("p", { className: "mend" }, mend.charAt(0).toUpperCase() + mend.slice(1)),
    excerpt(finding));
  element.dataset.finding = finding.id;
  return element;
}

function excerpt({ lines, line, column, quote }) {
  if (!lines.length) return null;
  const rows = lines.map(([number, text]) => {
    if (number !== line) return make("div", {}, make("i", {}, number), make("span", {}, text));
    const start = quote && text.startsWith(quote, column - 1) ? column - 1 : text.indexOf(quote || "\0");
    const inside = start < 0 ? [text] : [text.slice(0, start), make("mark", {}, quote), text.slice(start + quote.length)];
    return make("div", { className: "here", ariaCurrent: "true" }, make("i", {}, number), make("span", {}, ...inside));
  });
  return make("pre", { className: "source" }, ...rows);
}

/** How many of each severity, as small coloured numbers; `counts` are by severity, `told` in words. */
export function badges(counts, told = {}) {
  return SEVERITIES.filter((severity) => counts[severity]).map((severity) =>
    make("span", { className: `badge-count ${severity}`, title: told[severity] ?? "" }, counts[severity]));
}
