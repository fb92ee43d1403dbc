// One phone: a conversation with the bot in one language, which answers as the bot would.

import { alertBox, toast } from "./chat/frame.js";
import { bubble, icon, initial, make } from "./chat/message.js";
import { wordsOf } from "./chat/words.js";
import { deed } from "./server.js";

const FLASH = [{ outline: "3px solid var(--accent)" }, { outline: "3px solid transparent" }];

/**
 * `element` to be put on the page; `open(data)` begins anew with what a button of that data shows;
 * `refresh()` asks again for everything that is shown; `label(words)` names the tool's own buttons;
 * `find(quote)` scrolls to these words and tells whether they are there.
 */
export function phone({ code, name, bot }, onNote) {
  const words = wordsOf(code);
  const list = make("div", { className: "list", role: "log", ariaLabel: name });
  const flying = make("div", { className: "toast", role: "status" });
  const status = make("p", { className: "status" }, name);
  const home = make("button", { type: "button", className: "round", onclick: () => send({ text: "/start" }) }, icon("menu"));
  const again = make("button", { type: "button", className: "round", onclick: () => open(begun) }, icon("back"));
  const write = make("textarea", { className: "write", rows: 1, autocomplete: "off", placeholder: words.message, ariaLabel: `${words.message} (${name})` });
  const submit = make("button", { className: "round send", ariaLabel: words.send, title: words.send }, icon("send"));
  const composer = make("form", { className: "composer", onsubmit: (event) => { event.preventDefault(); say(); } }, write, submit);
  const element = make("section", { className: "phone", ariaLabel: name, lang: code },
    make("header", {}, make("span", { className: "avatar", ariaHidden: "true" }, initial(bot || name)),
      make("div", {}, make("h2", {}, bot || name), status), home, again),
    make("div", { className: "room" }, list, flying),
    make("footer", {}, composer));
  const on = { say: (text) => send({ text }), press, copy: (text) => navigator.clipboard.writeText(text) };

  let begun = "";               // the data of the button that the conversation began with
  let chosen = code;            // the language, until another one is chosen in the chat
  let generation = 0;           // answers to what was asked before the last open() come too late
  let messages = [];            // {message, element, origin: what made it, for asking again}
  let last = 0;

  write.onkeydown = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); say(); }
  };

  function open(data) {
    begun = data;
    chosen = code;
    generation += 1;
    onNote(null);
    return ask({ data }).then((reply) => {
      if (!reply) return;
      messages.forEach((one) => one.element.remove());
      messages = [];
      apply(reply, null, { data });
    });
  }

  async function ask(what) {
    const mine = generation;
    try {
      const reply = await deed({ language: chosen, ...what });
      return mine === generation ? reply : null;
    } catch (error) {
      if (mine === generation) toast(error.status === 409 ? words.silent : error.message, flying);
      return null;
    }
  }

  function apply(reply, target, origin) {
    for (const effect of reply.effects) {
      if (effect.do === "toast" && effect.text) (effect.alert ? alertBox : toast)(effect.text, flying);
      if (effect.do === "send" || (effect.do === "edit" && !target)) add(said(effect, true), origin);
      else if (effect.do === "edit") put(target, { ...target.message, ...said(effect, true), message_id: target.message.message_id }, origin);
      else if (effect.do === "keys" && target) put(target, { ...target.message, reply_markup: effect.reply_markup }, target.origin);
    }
    if (reply.chosen) chosen = reply.chosen;
    if (reply.understood) onNote(reply.understood);
    tails();
  }

  function said({ text, entities, reply_markup }, isBot) {
    const from = { is_bot: isBot, first_name: isBot ? bot : "" };
    return { message_id: ++last, date: Math.floor(Date.now() / 1000), from, text, entities, reply_markup };
  }

  function add(message, origin = null) {
    const one = { message, origin, element: bubble(message, words, on) };
    messages.push(one);
    list.append(one.element);
  }

  function put(one, message, origin) {
    one.origin = origin;
    if (JSON.stringify({ ...one.message, date: 0 }) === JSON.stringify({ ...message, date: 0 })) return;
    const focused = [...one.element.querySelectorAll(".key")].indexOf(document.activeElement);
    const element = bubble(message, words, on);
    one.element.replaceWith(element);
    one.message = message;
    one.element = element;
    if (focused >= 0) (element.querySelectorAll(".key")[focused] ?? element.querySelector(".key"))?.focus({ preventScroll: true });
  }

  function tails() {
    messages.forEach(({ message, element: shown }, index) => {
      shown.classList.toggle("last", messages[index + 1]?.message.from.is_bot !== message.from.is_bot);
    });
  }

  async function press(button, message, data) {
    if (button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    const reply = await ask({ data });
    button.ariaBusy = "false";
    if (reply) apply(reply, messages.find((one) => one.message.message_id === message.message_id), { data });
  }

  async function send(what) {
    add(said({ text: what.text }, false));
    tails();
    status.textContent = words.typing;
    const reply = await ask(what);
    status.textContent = name;
    if (!reply) return;
    apply(reply, null, what);
    messages.at(-1).element.scrollIntoView({ block: "nearest" });
  }

  function say() {
    const text = write.value.trim();
    if (!text) return;
    write.value = "";
    send({ text });
  }

  async function refresh() {
    for (const one of messages.filter(({ origin }) => origin)) {
      const reply = await ask(one.origin);
      const effect = reply?.effects.findLast((each) => each.do === "edit" || each.do === "send");
      if (effect) put(one, { ...one.message, ...said(effect, true), message_id: one.message.message_id, date: one.message.date }, one.origin);
    }
    tails();
  }

  function label(tool) {
    for (const [button, text] of [[home, tool.home], [again, tool.again]]) button.ariaLabel = button.title = text;
  }

  function find(quote) {
    const place = [...list.querySelectorAll(".text, .text *")].findLast((node) => node.textContent.includes(quote));
    if (!quote || !place) return false;
    place.scrollIntoView({ block: "center" });
    place.animate(FLASH, 1600);
    return true;
  }

  return { element, open, refresh, label, find };
}
