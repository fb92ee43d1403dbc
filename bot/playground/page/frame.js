// What stands around the chat and knows nothing of it: header, panel, toast, alert, pop-up menu, theme, clock.

import { icon, initial, make } from "./message.js";
import { LANGUAGES, timeOf } from "./words.js";

const TYPING_SECONDS = 5.5;     // how long Telegram shows one typing sign

export const $ = (id) => document.getElementById(id);

/** Everything around the messages, in the language of the phone. */
export function label({ bot, person, people }, words) {
  document.documentElement.lang = words.language_code;
  document.title = bot.first_name;
  $("name").textContent = $("alert-name").textContent = $("panel-title").textContent = bot.first_name;
  for (const avatar of document.querySelectorAll(".avatar")) avatar.textContent = initial(bot.first_name);
  $("empty").querySelector("h2").textContent = words.about;
  $("empty").querySelector("p").textContent = bot.description || bot.short_description || "";
  $("menu").lastElementChild.textContent = words.menu;
  $("start").textContent = words.start;
  $("text").placeholder = words.message;
  $("add-name").placeholder = words.name;
  $("theme").lastElementChild.textContent = words.theme;
  $("clear").lastElementChild.textContent = words.clear;
  $("editing").querySelector("b").textContent = words.edit;
  const labels = { log: words.chat, text: words.message, send: words.send, attach: words.attach, down: words.down, cancel: words.cancel,
    settings: words.settings, panel: words.settings, commands: words.menu, replies: words.buttons, "add-name": words.name };
  for (const [id, label] of Object.entries(labels)) $(id).ariaLabel = label;
  const add = $("add").querySelector("button");
  add.ariaLabel = add.title = words.add;
  for (const id of ["language", "people"]) $(id).previousElementSibling.textContent = id === "people" ? words.person : words.language;
  $("language").replaceChildren(...Object.entries(LANGUAGES).map(([value, name]) => make("option", { value, lang: value }, name)));
  $("language").value = person.language_code in LANGUAGES ? person.language_code : "en";
  $("people").replaceChildren(...people.map(({ id, first_name }) => make("option", { value: id }, `${first_name} · ${id}`)));
  $("people").value = person.id;
}

let silence = 0;
export function typing(active, words) {
  clearTimeout(silence);
  const dots = make("span", { className: "dots", ariaHidden: "true" }, make("i"), make("i"), make("i"));
  $("status").replaceChildren(...(active ? [words.typing, dots] : [words.bot]));
  $("status").classList.toggle("active", active);
  if (active) silence = setTimeout(typing, TYPING_SECONDS * 1000, false, words);
}

export function offline(words) {
  typing(false, words);
  $("status").textContent = words.connecting;
}

const fading = new WeakMap();    // box -> what hides it again
export function toast(text, box = $("toast")) {
  clearTimeout(fading.get(box));
  box.textContent = text;
  box.classList.add("shown");
  fading.set(box, setTimeout(() => box.classList.remove("shown"), 2500 + 40 * text.length));
}

export function alertBox(text) {
  $("alert-text").textContent = text;
  if (!$("alert").open) $("alert").showModal();
}

export function popup(items, x, y) {
  const box = $("popup");
  box.replaceChildren(...items.map(([name, label, action]) =>
    make("button", { type: "button", onclick: () => { box.hidePopover(); action(); } }, icon(name), label)));
  box.showPopover();
  box.style.left = `${Math.max(8, Math.min(x, innerWidth - box.offsetWidth - 8))}px`;
  box.style.top = `${Math.max(8, Math.min(y, innerHeight - box.offsetHeight - 8))}px`;
  box.firstElementChild.focus();
}

/** Sets light or dark as chosen before, or as the system has it; `flip` chooses the other one. */
export function theme(flip) {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  let chosen = null;
  try {
    chosen = localStorage.getItem("theme");
    if (flip) {
      chosen = (chosen ?? system) === "dark" ? "light" : "dark";
      localStorage.setItem("theme", chosen);
    }
  } catch {   // a browser may forbid storage: the choice then lasts as long as the page
    if (flip) chosen = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  }
  document.documentElement.dataset.theme = chosen ?? system;
  $("theme").ariaPressed = String((chosen ?? system) === "dark");
}

export function clock() {
  const tick = () => { $("clock").textContent = timeOf(Date.now() / 1000); };
  tick();
  setInterval(tick, 20_000);
}
