// The page: what it knows of the chat, what the server tells it, what a person does.

import { $, alertBox, clock, label, offline, popup, theme, toast, typing } from "./frame.js";
import { bubble, deepLink, loadIcons, make, partsOf, replyKeyboard, rows, safe } from "./message.js";
import { follow, post } from "./server.js";
import { dayOf, wordsOf } from "./words.js";

const FIRST_PERSON = 1001;
const PRESS_SECONDS = 30;
const KINDS = ["photo", "video", "document", "voice", "sticker", "location", "contact"];

let chat = Number(new URLSearchParams(location.search).get("chat")) || FIRST_PERSON;
let state = { bot: { first_name: "Bagyt" }, person: {}, people: [], commands: [] };
let words = wordsOf(navigator.language.slice(0, 2));
let leave = () => {};           // ends the connection there is
let atBottom = true;
let missed = 0;
let editing = null;
const shown = new Map();        // message_id -> {message, element}
const presses = new Map();      // query_id -> what stops the spinner
const early = new Map();        // answers that came before the press was acknowledged

const on = { say, press, copy };

// What the server tells

const EVENTS = {
  state: receive,
  lost: () => offline(words),
  refused: () => {
    if (chat === FIRST_PERSON) return false;
    enter(FIRST_PERSON);
    return true;
  },
  message: ({ message }) => { if (message.from?.is_bot) typing(false, words); put(message); settle(); },
  edit: ({ message }) => { put(message); settle(); },
  delete: ({ message_ids }) => { message_ids.forEach(fade); settle(); },
  typing: () => typing(true, words),
  commands: ({ commands }) => { state.commands = commands; suggest(); },
  reset: () => connect(),
  answer: (answer) => {
    const finish = presses.get(answer.query_id);
    if (finish) finish(answer);
    else early.set(answer.query_id, answer);
  },
};

function connect() {
  leave();
  leave = follow(chat, EVENTS);
}

function receive(fresh) {
  state = fresh;
  const known = wordsOf(fresh.person.language_code);
  const retold = known.language_code !== words.language_code;
  words = known;
  label(state, words);
  presses.forEach((finish) => finish({}));
  early.clear();
  $("log").setAttribute("aria-busy", "true");
  const ids = new Set(fresh.messages.map((message) => message.message_id));
  for (const id of [...shown.keys()]) if (!ids.has(id)) forget(id);
  for (const message of fresh.messages) put(message, retold, false);
  settle();
  $("log").setAttribute("aria-busy", "false");
  typing(fresh.typing, words);
}

// The log

function put(message, redraw = false, alive = true) {
  const old = shown.get(message.message_id);
  if (old && !redraw && JSON.stringify(old.message) === JSON.stringify(message)) return;
  const element = bubble(message, words, on);
  if (old) {
    const keys = [...old.element.querySelectorAll(".key")];
    const focused = keys.indexOf(document.activeElement);
    old.element.replaceWith(element);
    if (focused >= 0) (element.querySelectorAll(".key")[focused] ?? $("log")).focus({ preventScroll: true });
  } else {
    if (alive) element.classList.add("new");
    if (alive && !message.from?.is_bot) atBottom = true;
    if (alive && !atBottom) missed += 1;
    $("list").append(element);
  }
  shown.set(message.message_id, { message, element });
}

function forget(id) {
  shown.get(id)?.element.remove();
  shown.delete(id);
}

function fade(id) {
  const element = shown.get(id)?.element;
  shown.delete(id);
  if (!element) return;
  element.removeAttribute("data-id");
  const height = `${element.offsetHeight}px`;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.animate([{ opacity: 1, height }, { opacity: 0, height }, { opacity: 0, height: 0 }], { duration: calm ? 0 : 350 })
    .finished.finally(() => element.remove());
}

/** Everything that follows from which messages there are: days, tails, start button, reply keyboard, scrolling. */
function settle() {
  const all = [...shown.values()];
  let day = null;
  all.forEach(({ message, element }, index) => {
    const next = all[index + 1]?.message;
    const today = dayOf(message.date, words);
    if (today === day) delete element.dataset.day;
    else element.dataset.day = day = today;
    element.classList.toggle("last", !next || next.from?.is_bot !== message.from?.is_bot || dayOf(next.date, words) !== day);
  });
  $("empty").hidden = $("start").hidden = all.length > 0;
  if (editing && !shown.has(editing)) edit(null);
  replies(all.map((item) => item.message));
  scroll();
}

function replies(messages) {
  const { keyboard, tall } = replyKeyboard(messages);
  const box = $("replies");
  const drawn = JSON.stringify(keyboard);
  if (box.dataset.drawn === drawn) return;
  box.dataset.drawn = drawn;
  box.hidden = keyboard.length === 0;
  box.classList.toggle("tall", tall);
  box.replaceChildren(...rows(keyboard, (button) => make("button", { type: "button", className: "key", onclick: () => {
    if (button.request_location) act("send", { kind: "location" });
    else if (button.request_contact) act("send", { kind: "contact" });
    else say(button.text ?? button);
  } }, make("span", {}, button.text ?? button))));
}

function scroll(behavior = "instant") {
  const log = $("log");
  if (atBottom) log.scrollTo({ top: log.scrollHeight, behavior });
  if (atBottom) missed = 0;
  $("down").hidden = atBottom;
  $("down").firstChild.textContent = missed || "";
}

function enter(person) {
  chat = person;
  history.replaceState(null, "", `?chat=${person}`);
  [...shown.keys()].forEach(forget);
  edit(null);
  atBottom = true;
  connect();
}

// What a person does

/** Posts for this chat; null after a failure, which is shown. */
function act(path, body = {}) {
  return post(path, { chat, ...body }).catch((error) => {
    toast(error.status ? error.message : words.silent);
    return null;
  });
}

function say(text) {
  atBottom = true;
  return act("say", { text });
}

function visit(address) {
  const url = safe(/^[a-z]+:/i.test(address) ? address : `https://${address}`);
  const start = deepLink(url, state.bot.username);
  if (start) say(start);
  else if (url) open(url, "_blank", "noopener");
}

async function press(button, message, data) {
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  const result = await act("press", { message_id: message.message_id, data });
  const id = result?.query_id;
  const finish = (answer) => {
    clearTimeout(limit);
    presses.delete(id);
    button.ariaBusy = "false";
    if (answer.url) visit(answer.url);
    if (!answer.text) return;
    if (answer.show_alert) alertBox(answer.text);
    else toast(answer.text);
  };
  const limit = setTimeout(finish, PRESS_SECONDS * 1000, {});
  if (!id) return finish({});
  presses.set(id, finish);
  if (early.has(id)) finish(early.get(id));
  early.delete(id);
}

function copy(text) {
  return navigator.clipboard.writeText(text).then(() => toast(words.copied), (error) => toast(error.message));
}

function edit(id) {
  editing = id;
  const text = id ? shown.get(id).message.text : "";
  $("editing").hidden = !id;
  $("editing").querySelector("span").textContent = text;
  write(text);
  if (id) $("text").focus();
}

function lastOwn() {
  const own = [...shown.values()].map((item) => item.message).findLast((message) => !message.from?.is_bot);
  return own?.text ? own.message_id : null;
}

function write(text) {
  $("text").value = text;
  grow();
  suggest();
}

function grow() {
  $("text").style.height = "auto";
  $("text").style.height = `${$("text").scrollHeight}px`;
}

async function submit() {
  const text = $("text").value.trim();
  if (!text) return;
  const id = editing;
  edit(null);
  const parts = id ? [text] : partsOf(text);
  const done = await Promise.all(parts.map((part) => id ? act("edit", { message_id: id, text }) : say(part)));
  const unsent = parts.filter((_, index) => !done[index]).join("\n");
  if (unsent && !$("text").value) write(unsent);
}

function suggest(everything = false) {
  const typed = $("text").value;
  const fitting = state.commands.filter(({ command }) => everything || (/^\/\w*$/.test(typed) && command.startsWith(typed.slice(1))));
  const box = $("commands");
  box.hidden = fitting.length === 0;
  $("menu").ariaExpanded = String(!box.hidden);
  box.replaceChildren(...fitting.map(({ command, description }) => make("button", { type: "button", onclick: () => {
    write(everything ? typed : "");
    $("text").focus();
    say(`/${command}`);
  } }, make("b", {}, `/${command}`), make("span", {}, description))));
}

function listen() {
  const text = $("text");
  const log = $("log");
  $("composer").onsubmit = (event) => { event.preventDefault(); submit(); };
  text.oninput = () => { grow(); suggest(); };
  text.onkeydown = (event) => {
    const first = $("commands").querySelector("button");
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
    else if (event.key === "ArrowUp" && !text.value && lastOwn()) { event.preventDefault(); edit(lastOwn()); }
    else if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
    else if (event.key === "Escape" && editing) edit(null);
  };
  $("commands").onkeydown = (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (!step) return;
    event.preventDefault();
    (document.activeElement[step] ?? text).focus();
  };
  const close = () => { $("commands").hidden = true; $("menu").ariaExpanded = "false"; };
  $("menu").onclick = () => {
    if ($("commands").hidden) suggest(true);
    else close();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if ($("commands").contains(document.activeElement)) text.focus();
    close();
    panel(false);
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("footer")) close();
    if (!event.target.closest("#panel, #settings")) panel(false);
  });
  $("start").onclick = () => { text.focus(); say("/start"); };
  $("cancel").onclick = () => edit(null);
  $("attach").onclick = () => {
    const { left, top } = $("attach").getBoundingClientRect();
    popup(KINDS.map((kind) => [kind, words[kind], () => { atBottom = true; act("send", { kind }); }]), left - 90, top - 330);
  };
  log.onclick = (event) => {
    const start = deepLink(event.target.closest("a")?.href, state.bot.username);
    if (!start) return;
    event.preventDefault();
    say(start);
  };
  log.oncontextmenu = (event) => {
    const element = event.target.closest(".message");
    const message = shown.get(Number(element?.dataset.id))?.message;
    if (!message?.text || event.target.closest("a") || !getSelection().isCollapsed) return;
    event.preventDefault();
    const items = [["copy", words.copy, () => copy(message.text)]];
    if (message.message_id === lastOwn()) items.push(["edit", words.edit, () => edit(message.message_id)]);
    popup(items, event.clientX, event.clientY);
  };
  log.onscroll = () => {
    atBottom = log.scrollHeight - log.scrollTop - log.clientHeight < 30;
    scroll();
  };
  $("down").onclick = () => { atBottom = true; scroll("smooth"); };
  // Late pictures, a growing input line, a keyboard that opens: the end of the chat stays in sight.
  const watcher = new ResizeObserver(() => scroll());
  watcher.observe(log);
  watcher.observe($("list"));

  const panel = (open) => { $("panel").classList.toggle("open", open); $("settings").ariaExpanded = String(open); };
  $("settings").onclick = () => panel(!$("panel").classList.contains("open"));
  $("language").onchange = async () => { if (await act("language", { code: $("language").value })) connect(); };
  $("people").onchange = () => enter(Number($("people").value));
  $("add").onsubmit = async (event) => {
    event.preventDefault();
    const person = await act("person", { chat: undefined, first_name: $("add-name").value.trim(), language_code: $("language").value });
    if (!person) return;
    $("add-name").value = "";
    enter(person.id);
  };
  $("theme").onclick = () => theme(true);
  matchMedia("(prefers-color-scheme: dark)").onchange = () => theme(false);
  $("clear").onclick = async () => { if (await act("clear")) connect(); };
}

loadIcons();
theme(false);
clock();
label(state, words);
offline(words);
listen();
connect();
