// The page: what is shown, how one moves in it, and how it follows every save without losing the place.

import { $, theme } from "./chat/frame.js";
import { loadIcons, make } from "./chat/message.js";
import { badges, card, row } from "./findings.js";
import { phone } from "./phone.js";
import { follow, overview, screenOf } from "./server.js";
import { source } from "./sources.js";
import { filters, list } from "./topics.js";

let state = null;               // what the server told last
let words = {};                 // what the tool says, in the language of the page
let screen = null;              // the topic or menu that is shown; null on the list of all findings
let phones = new Map();         // language -> phone, of the screen that is shown
let notes = new Map();          // language -> what the bot understood last
let tab = null;                 // the language shown where there is room for one
let language = remembered();
let busy = Promise.resolve();   // one refresh after the other

const current = () => decodeURIComponent(location.hash.slice(1));

function remembered() {
  try { return localStorage.getItem("preview-language"); } catch { return null; }
}

// What is shown

function refresh() {
  busy = busy.then(async () => {
    state = await overview(language);
    ({ language, words } = state);
    await enter(false);
  }).catch(() => lost());
  return busy;
}

/** Draws the page for the address; `fresh`: another screen than before. */
async function enter(fresh) {
  const id = current();
  const told = id && state.sections.length ? await screenOf(id, language).catch(() => null) : null;
  if (id !== current()) return;
  const same = told && screen?.id === told.id && phones.size === state.languages.length;
  screen = told;
  label();
  side();
  band();
  if (!told) all();
  else if (!same) open();
  if (told) {
    around();
    if (same) await Promise.all([...phones.values()].map((one) => one.refresh()));
  }
  if (fresh) window.scrollTo(0, 0);
}

function label() {
  document.documentElement.lang = language;
  const topic = screen && screen.id !== "menu" ? titleOf(screen.id) : screen ? words.menu : words.overview;
  document.title = `${topic} · ${words.title}`;
  document.querySelector("h1").textContent = `Bagyt · ${words.title}`;
  $("live").textContent = words.live;
  $("live").classList.remove("lost");
  $("language").value = language;
  $("search").placeholder = $("search").ariaLabel = words.search;
  $("filter").ariaLabel = words.show;
  $("side").ariaLabel = $("drawer").ariaLabel = $("drawer").title = words.topics;
  $("language").ariaLabel = $("language").title = words.language;
  $("theme").ariaLabel = $("theme").title = words.theme;
  const chosen = $("filter").value || "all";
  $("filter").replaceChildren(...filters(words));
  $("filter").value = chosen;
}

function lost() {
  if (state) $("live").textContent = words.lost;
  $("live").classList.add("lost");
}

function side() {
  const top = $("side").scrollTop;
  const focused = document.activeElement?.closest?.("#list a")?.getAttribute("href");
  const { nodes, shown, all: total } = list(state, { query: $("search").value, filter: $("filter").value || "all", current: current() });
  $("list").replaceChildren(...nodes);
  $("shown").textContent = `${words.shown}: ${shown} / ${total}`;
  $("side").scrollTop = top;
  if (focused != null) [...$("list").querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus({ preventScroll: true });
}

function band() {
  const wrong = state.findings.filter(({ severity }) => severity === "error");
  $("band").hidden = state.sound;
  const told = make("p", {}, make("b", {}, state.sections.length ? words.broken : words.never_sound));
  // The list of all findings names them anyway.
  const rows = screen ? [make("ul", {}, ...wrong.map((finding) => row(finding, reveal)))] : [];
  $("band").replaceChildren(...(state.sound ? [] : [told, ...rows]));
}

/** All findings: a list that leads to the cards; those that stand in no screen have their card here. */
function all() {
  phones = new Map();
  const homeless = state.findings.filter(({ screens }) => !state.sections.length || !screens.length);
  $("screen").replaceChildren(...[
    make("h2", { className: "heading" }, words.overview),
    make("p", { className: "counts" }, ...["error", "warning", "hint"].map((severity) =>
      make("span", { className: severity }, state.counts[severity]))),
    state.findings.length
      ? make("ul", { className: "rows" }, ...state.findings.map((finding) => row(finding, reveal)))
      : make("p", { className: "fine" }, words.no_findings),
    homeless.length ? make("h2", { className: "heading" }, words.elsewhere) : null,
    make("div", { className: "cards" }, ...homeless.map((finding) => card(finding, words, null))),
  ].filter(Boolean));
}

/** The phones of another screen, each with a place for what belongs to its language. */
function open() {
  notes = new Map();
  tab = state.languages.some(({ code }) => code === tab) ? tab : state.languages.find(({ code }) => code === language)?.code ?? state.languages[0].code;
  phones = new Map(state.languages.map((one) => [one.code, phone(one, (note) => { notes.set(one.code, note); understood(one.code); })]));
  const tabs = make("div", { className: "tabs", role: "tablist" }, ...state.languages.map(({ code, name }) =>
    make("button", { type: "button", role: "tab", id: `tab-${code}`, onclick: () => choose(code), onkeydown: step }, name)));
  const columns = state.languages.map(({ code }) => {
    const column = make("div", { className: "column", id: `column-${code}`, role: "tabpanel" },
      phones.get(code).element, make("div", { className: "below" }));
    column.setAttribute("aria-labelledby", `tab-${code}`);
    return column;
  });
  $("screen").replaceChildren(make("h2", { className: "heading", id: "heading" }), tabs, make("div", { className: "phones" }, ...columns), make("div", { id: "shared" }));
  choose(tab);
  for (const [code, one] of phones) one.open(screen.columns[code].open);
}

/** Everything around the phones. */
function around() {
  const here = state.findings.filter(({ screens }) => screens.includes(screen.id));
  const topic = state.sections.flatMap(({ topics }) => topics).find(({ id }) => id === screen.id);
  const jump = make("button", { id: "jump", type: "button", onclick: () => reveal(here[0]) }, `${words.findings} ↓`, ...badges(topic ? topic.findings : state.menu));
  $("heading").replaceChildren(...[topic ? `${topic.icon} ${topic.title}` : `🏠 ${words.menu}`,
    topic ? make("code", {}, topic.id) : null, here.length ? jump : null].filter(Boolean));
  document.querySelector(".tabs").ariaLabel = words.languages;
  for (const [code, one] of phones) {
    one.label(words);
    const column = screen.columns[code];
    const own = here.filter((finding) => finding.language === code);
    const below = $(`column-${code}`).querySelector(".below");
    const opened = below.querySelector("details")?.open ?? false;
    below.replaceChildren(...[
      make("div", { className: "understood", role: "status" }),
      column.borrowed ? make("p", { className: "borrowed" }, column.borrowed) : null,
      column.file ? make("p", { className: "where" }, make("code", {}, column.file)) : null,
      column.summary ? make("p", { className: "summary" }, make("small", {}, words.summary), column.summary) : null,
      ...(own.length ? own.map((finding) => card(finding, words, one.find)) : [make("p", { className: "fine" }, words.no_findings)]),
      column.ask?.length ? make("details", { open: opened }, make("summary", {}, `${words.ask} (${column.ask.length})`),
        make("ul", { lang: code }, ...column.ask.map((phrase) => make("li", {}, phrase)))) : null,
    ].filter(Boolean));
    understood(code);
  }
  const rest = here.filter(({ language: of, entry }) => !of && !entry);
  const cardsOf = (id) => here.filter(({ entry }) => entry === id).map((finding) => card(finding, words, null));
  $("shared").replaceChildren(...[
    rest.length ? make("h2", { className: "heading" }, words.in_catalogue) : null,
    make("div", { className: "cards" }, ...rest.map((finding) => card(finding, words, null))),
    topic ? make("h2", { className: "heading" }, words.sources) : null,
    topic && !screen.sources.length ? make("p", { className: "fine" }, words.no_sources) : null,
    make("div", { className: "cards" }, ...screen.sources.map((entry) => source(entry, words, titleOf, cardsOf(entry.id)))),
  ].filter(Boolean));
}

function understood(code) {
  const box = $(`column-${code}`)?.querySelector(".understood");
  const note = notes.get(code);
  if (!box) return;
  box.hidden = !note;
  if (!note) return;
  const link = note.topic ? [" · ", make("a", { href: `#${note.topic}` }, titleOf(note.topic))] : [];
  box.replaceChildren(`${words.understood}: ${words[note.outcome]}`, ...link);
}

function titleOf(id) {
  return state.sections.flatMap(({ topics }) => topics).find((topic) => topic.id === id)?.title ?? id;
}

// What a person does

function choose(code) {
  tab = code;
  for (const { code: other } of state.languages) {
    $(`column-${other}`).classList.toggle("chosen", other === code);
    $(`tab-${other}`).ariaSelected = String(other === code);
    $(`tab-${other}`).tabIndex = other === code ? 0 : -1;
  }
}

function step(event) {
  const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!way) return;
  event.preventDefault();
  const codes = state.languages.map(({ code }) => code);
  const next = codes[(codes.indexOf(tab) + way + codes.length) % codes.length];
  choose(next);
  $(`tab-${next}`).focus();
}

/** Goes to a finding's card, on the screen where it stands. */
async function reveal({ id, screens, language: of }) {
  const seen = state.sections.length ? screens : [];
  const target = seen.includes(current()) ? current() : seen[0] ?? "";
  if (target !== current()) {
    history.pushState(null, "", `#${target}`);
    busy = busy.then(() => enter(true)).catch(lost);
    await busy;
  }
  if (of && phones.has(of)) choose(of);
  const found = document.querySelector(`[data-finding="${CSS.escape(id)}"]`);
  if (!found) return;
  drawer(false);
  found.scrollIntoView({ block: "center" });
  found.focus({ preventScroll: true });
  found.animate([{ outline: "3px solid var(--accent)" }, { outline: "3px solid transparent" }], 1600);
}

function drawer(open) {
  document.body.classList.toggle("drawn", open);
  $("drawer").ariaExpanded = String(open);
}

function listen() {
  $("search").oninput = side;
  $("filter").onchange = side;
  $("drawer").onclick = () => drawer(!document.body.classList.contains("drawn"));
  $("list").onclick = (event) => { if (event.target.closest("a")) drawer(false); };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") drawer(false);
    if (event.key === "/" && !event.target.closest("input, textarea, select")) { event.preventDefault(); drawer(true); $("search").focus(); }
  });
  window.onpopstate = () => { busy = busy.then(() => enter(true)).catch(lost); };
  $("language").onchange = () => {
    language = $("language").value;
    try { localStorage.setItem("preview-language", language); } catch { /* it lasts as long as the page */ }
    refresh();
  };
  $("theme").onclick = () => theme(true);
  matchMedia("(prefers-color-scheme: dark)").onchange = () => theme(false);
}

loadIcons();
theme(false);
listen();
follow({ shown: (number) => { if (number !== state?.number || $("live").classList.contains("lost")) refresh(); }, lost });
