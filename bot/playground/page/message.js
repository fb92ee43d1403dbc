// One Bot API message drawn as a bubble: text with entities, cards, inline keyboard; all built from nodes, never from markup.

import { timeOf } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const MAX_TEXT = 4096;   // in one message; an app sends a longer text in parts
const SCHEMES = ["http:", "https:", "mailto:", "tel:", "tg:"];

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

export function icon(name, viewBox) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  if (viewBox) svg.setAttribute("viewBox", viewBox);
  svg.setAttribute("class", `icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** Brings the drawings that icon() and the page itself point to into the page. */
export async function loadIcons() {
  const source = await (await fetch(new URL("icons.svg", import.meta.url))).text();
  document.body.prepend(document.adoptNode(new DOMParser().parseFromString(source, "image/svg+xml").documentElement));
}

/** The address if a browser may be sent there, null otherwise. */
export function safe(address) {
  try {
    const url = new URL(address);
    return SCHEMES.includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** The /start that a link to the bot itself stands for; null for any other link. */
export function deepLink(address, username) {
  if (!safe(address)) return null;
  const { host, pathname, searchParams } = new URL(address);
  const own = host === "t.me" && pathname === `/${username}` && searchParams.has("start");
  return own ? `/start ${searchParams.get("start")}`.trim() : null;
}

/** A text as messages: cut at the last space when there is one in reach, never inside of a character. */
export function partsOf(text) {
  if (text.length <= MAX_TEXT) return [text];
  const head = text.slice(0, MAX_TEXT);
  const space = Math.max(head.lastIndexOf("\n"), head.lastIndexOf(" "));
  const halved = /[\ud800-\udbff]$/.test(head);
  const end = space > MAX_TEXT / 2 ? space : MAX_TEXT - halved;
  return [text.slice(0, end), ...partsOf(text.slice(end).trimStart())];
}

/** The keyboard that stands in the place of the phone's own: of the last message that says something about it. */
export function replyKeyboard(messages) {
  const index = messages.findLastIndex(({ reply_markup: markup }) => markup?.keyboard || markup?.remove_keyboard);
  const markup = messages[index]?.reply_markup;
  const used = markup?.one_time_keyboard && messages.slice(index + 1).some((message) => !message.from?.is_bot);
  return { keyboard: used ? [] : markup?.keyboard ?? [], tall: !markup?.resize_keyboard };
}

export function initial(name) {
  return (Array.from(name.trim())[0] ?? "?").toUpperCase();
}

function link(address, children, attributes = {}) {
  const href = safe(address);
  if (!href) return make("span", {}, ...children);
  return make("a", { href, target: "_blank", rel: "noopener noreferrer", ...attributes }, ...children);
}

function wrap(entity, part, inside, on) {
  switch (entity.type) {
    case "text_link": return link(entity.url, inside, { title: entity.url });
    case "url": return link(/^[a-z]+:\/\//i.test(part) ? part : `https://${part}`, inside);
    case "email": return link(`mailto:${part}`, inside);
    case "phone_number": return link(`tel:${part.replace(/[^+\d]/g, "")}`, inside);
    case "mention": return link(`https://t.me/${part.slice(1)}`, inside);
    case "bot_command": return make("button", { type: "button", className: "command", onclick: () => on.say(part) }, ...inside);
    default: return make(TAGS[entity.type] ?? "span", {}, ...inside);
  }
}

/** Nodes for text; an entity that reaches past the one around it is cut there and goes on after it. */
export function rich(text, entities = [], on = {}, start = 0, end = text.length) {
  const nodes = [];
  let waiting = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  let at = start;
  while (waiting.length) {
    const [entity, ...others] = waiting;
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (from >= to) {
      waiting = others;
      continue;
    }
    const inside = others.filter((other) => other.offset < to);
    if (from > at) nodes.push(text.slice(at, from));
    nodes.push(wrap(entity, text.slice(from, to), rich(text, inside, on, from, to), on));
    waiting = others.filter((other) => other.offset + other.length > to);
    at = to;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function seconds(duration = 0) {
  return `${Math.floor(duration / 60)}:${String(duration % 60).padStart(2, "0")}`;
}

function size(bytes) {
  if (bytes == null) return "";
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function card(kind, title, note, href) {
  const text = make("span", {}, typeof title === "string" ? make("b", {}, title) : title, make("small", {}, note));
  const badge = make("span", { className: "badge" }, /^[a-z]/.test(kind) ? icon(kind) : kind);
  return make(href ? "a" : "div", href ? { className: "card", href, download: "" } : { className: "card" }, badge, text);
}

function map({ latitude, longitude }, words) {
  // The drawing is always the same town; the place only decides which corner of it is seen.
  const x = Math.abs(Math.round(longitude * 1e4)) % 280;
  const y = Math.abs(Math.round(latitude * 1e4)) % 220;
  const address = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  const label = `${words.location}: ${latitude}, ${longitude}`;
  return link(address, [icon("map", `${x} ${y} 300 160`), icon("pin", "0 0 32 44")], { className: "map", ariaLabel: label });
}

function media(message, words) {
  const file = (item) => `/play/file/${encodeURIComponent(item.file_id)}`;
  const { venue, location, contact, photo, document: paper, voice, video, audio, sticker } = message;
  if (venue) {
    const title = make("div", { className: "place" }, make("b", {}, venue.title), make("span", {}, venue.address));
    return [map(venue.location, words), title];
  }
  if (location) return [map(location, words)];
  if (photo?.length) {
    const { width, height, ...largest } = photo.at(-1);
    const sized = width && height ? { width, height } : {};
    return [make("img", { className: "photo", src: file(largest), alt: message.caption ?? words.photo, ...sized })];
  }
  if (contact) {
    const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
    const phone = link(`tel:${contact.phone_number.replace(/[^+\d]/g, "")}`, [contact.phone_number]);
    return [card(initial(name), make("b", {}, name), phone)];
  }
  if (voice) return [card("voice", icon("wave", "0 0 84 22"), seconds(voice.duration), file(voice))];
  if (video) return [card("video", words.video, `${seconds(video.duration)} ${size(video.file_size)}`, file(video))];
  const any = paper ?? audio;
  if (any) return [card("document", any.file_name ?? words.document, size(any.file_size) || words.document, file(any))];
  if (sticker) return [make("span", { className: "emoji", role: "img", ariaLabel: words.sticker }, sticker.emoji ?? "🙂")];
  return [];
}

function quote(message) {
  const text = message.text ?? message.caption ?? message.venue?.title ?? "…";
  const show = () => {
    const target = document.querySelector(`#log .message[data-id="${message.message_id}"]`);
    target?.scrollIntoView({ block: "center" });
    target?.animate([{ opacity: 0.4 }, { opacity: 1 }], 700);
  };
  return make("button", { className: "quote", type: "button", onclick: show },
    make("b", {}, message.from?.first_name ?? ""), make("span", {}, text.slice(0, 200)));
}

function key(button, message, words, on) {
  const children = [make("span", {}, button.text)];
  if (button.url) return link(button.url, [...children, icon("open")], { className: `key ${button.style ?? ""}`, title: button.text });
  if (button.copy_text) children.push(icon("copy"));
  const press = (event) => {
    if (button.copy_text) on.copy(button.copy_text.text);
    else if (button.callback_data != null) on.press(event.currentTarget, message, button.callback_data);
  };
  const attributes = { className: `key ${button.style ?? ""}`, type: "button", title: button.text, onclick: press };
  return make("button", attributes, ...children);
}

export function rows(keyboard, draw) {
  return keyboard.map((row) => make("div", { className: "row" }, ...row.map(draw)));
}

/** `on` carries what a tap does: say(text), press(button, message, data), copy(text). */
export function bubble(message, words, on) {
  const bot = message.from?.is_bot ?? false;
  const text = message.text ?? message.caption;
  const entities = message.entities ?? message.caption_entities;
  const inside = media(message, words);
  const origin = message.forward_origin;
  if (origin) {
    const from = origin.sender_user_name ?? origin.sender_user?.first_name ?? origin.chat?.title ?? "";
    inside.unshift(make("div", { className: "forwarded" }, `${words.forwarded} ${from}`));
  }
  if (message.reply_to_message) inside.unshift(quote(message.reply_to_message));
  if (text) inside.push(make("div", { className: "text", dir: "auto" }, ...rich(text, entities, on)));
  const time = make("time", { dateTime: new Date(message.date * 1000).toISOString() }, timeOf(message.date));
  const meta = make("span", { className: "meta" },
    message.edit_date ? make("i", {}, words.edited, " ") : null, time, bot ? null : icon("ticks"));
  (text ? inside.at(-1) : { append: (node) => inside.push(node) }).append(meta);
  const element = make("article", { className: `message ${bot ? "bot" : "person"}`, ariaLabel: message.from?.first_name ?? "" },
    make("div", { className: "bubble" }, ...inside));
  element.dataset.id = message.message_id;
  element.classList.toggle("wordless", !text);
  element.classList.toggle("bare", Boolean(message.sticker));
  const keyboard = message.reply_markup?.inline_keyboard;
  if (keyboard?.length) {
    element.append(make("div", { className: "keyboard", role: "group", ariaLabel: words.buttons },
      ...rows(keyboard, (button) => key(button, message, words, on))));
  }
  return element;
}
