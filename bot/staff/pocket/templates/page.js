(function () {
  "use strict";
  var MADE = document.documentElement.getAttribute("data-made");
  var all = function (selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); };
  var one = function (id) { return document.getElementById(id); };
  var root = document.documentElement, query = one("_query"), kept = 0;

  /* Old facts say so. A phone whose clock stands before the file was made is not believed. */
  var now = new Date(), two = function (n) { return (n < 10 ? "0" : "") + n; };
  var today = now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  if (today < MADE) today = MADE;
  all("[data-expires]").forEach(function (fact) {
    if (today > fact.getAttribute("data-expires")) {
      fact.classList.add("old");
      fact.title = root.getAttribute("data-expired");
    }
  });
  var held = one("_kept"), lines = all(".warning", held);
  var old = all("article[data-warnings]").filter(function (topic) {
    all(".warning", topic).forEach(function (line) { line.parentNode.removeChild(line); });
    var passed = topic.getAttribute("data-warnings").trim().split(" ").filter(function (warned) {
      return today > warned.split("/")[0];
    });
    passed.forEach(function (warned) {
      topic.insertBefore(lines[warned.split("/")[1]].cloneNode(true), topic.querySelector(".summary"));
    });
    return passed.length > 0;
  });
  old.forEach(function (topic) {
    all("#_menu a[href='#" + topic.id + "']").forEach(function (link) { link.classList.add("old"); });
  });
  var banner = one("_old");
  banner.hidden = !old.length;
  banner.textContent = banner.getAttribute("data-words").replace("{n}", old.length);
  var others = one("_others");
  if (others && location.protocol.indexOf("http") === 0) others.hidden = false;

  /* Search: every word in Latin letters without the differences people leave out (folding.py does the same). */
  var FROM = "абвгдеёжзийклмнопрстуфхцыэөүңіқғһәұywqxöüığñ", TO = "abvgdeejziiklmnoprstufhcieounikghauivkhouign";
  var LETTERS = { "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "ъ": "", "ь": "", "ç": "ch", "ş": "sh" };
  FROM.split("").forEach(function (letter, i) { LETTERS[letter] = TO.charAt(i); });
  var words = function (text) {
    return text.toLowerCase().replace(/[^a-z0-9\s]|[ywqx]/g, function (letter) {
      return letter in LETTERS ? LETTERS[letter] : letter;
    }).replace(/shch/g, "sh").replace(/sch/g, "sh").replace(/zh/g, "j").replace(/kh/g, "h").replace(/ts/g, "c")
      .replace(/ng(?![aeioulr])/g, "n").replace(/([a-z])\1+/g, "$1").match(/[a-z0-9]{2,}/g) || [];
  };
  var index = null;
  var field = function (text) {
    var seen = {};
    words(text).forEach(function (word) { seen[word] = true; });
    return Object.keys(seen);
  };
  var build = function () {
    index = all("article").map(function (topic) {
      var title = topic.querySelector("h3").textContent;
      return {
        id: topic.id, title: title, summary: topic.querySelector(".summary").textContent, old: old.indexOf(topic) >= 0,
        fields: [[9, field(title)], [4, topic.getAttribute("data-ask").split(" ")], [1, field(topic.textContent)]]
      };
    });
  };
  /* How well a word of the file answers a typed one: 1 whole, less for a beginning or another ending. */
  var like = function (word, typed) {
    if (word === typed) return 1;
    if (word.indexOf(typed) === 0) return 0.9;
    if (word.length >= 4 && typed.indexOf(word) === 0) return 0.8;
    var stem = typed.slice(0, Math.max(4, typed.length - 3));
    return typed.length >= 5 && word.indexOf(stem) === 0 ? 0.6 : 0;
  };
  var best = function (list, typed) {
    return list.reduce(function (most, word) { return word ? Math.max(most, like(word, typed)) : most; }, 0);
  };
  var search = function (text) {
    if (!index) build();
    var score = index.map(function () { return 0; });
    words(text).forEach(function (typed) {
      var points = index.map(function (topic) {
        return topic.fields.reduce(function (sum, part) { return Math.max(sum, part[0] * best(part[1], typed)); }, 0);
      });
      var hits = points.filter(Boolean).length;
      /* A word that stands in every topic ("how", "can") tells nothing. */
      var weight = Math.log(1 + index.length / (hits || 1)) - 0.69;
      points.forEach(function (point, i) { score[i] += point * weight; });
    });
    return index.map(function (topic, i) { return [score[i], topic]; })
      .filter(function (pair) { return pair[0] > 0; })
      .sort(function (a, b) { return b[0] - a[0]; })
      .slice(0, 20).map(function (pair) { return pair[1]; });
  };
  var look = function () {
    var list = one("_found"), count = one("_count"), asked = query.value.trim().length > 1;
    var found = asked ? search(query.value) : [];
    list.textContent = "";
    found.forEach(function (topic) {
      var link = document.createElement("a"), more = document.createElement("small");
      link.href = "#" + topic.id;
      link.textContent = topic.title;
      if (topic.old) link.classList.add("old");
      more.textContent = topic.summary;
      link.appendChild(more);
      list.appendChild(document.createElement("li")).appendChild(link);
    });
    count.textContent = asked && found.length ? count.getAttribute("data-words").replace("{n}", found.length) : "";
    one("_none").hidden = !asked || found.length > 0;
    root.setAttribute("data-view", asked ? "found" : "menu");
  };

  /* Ways on from an answer: related topics, and back. */
  all("article").forEach(function (topic) {
    var nav = document.createElement("nav"), back = document.createElement("a");
    topic.getAttribute("data-related").split(" ").forEach(function (id) {
      var link = document.querySelector("#_menu a[href='#" + id + "']");
      if (!id || !link) return;
      if (!nav.firstChild) nav.appendChild(document.createElement("h4")).textContent = held.getAttribute("data-related");
      nav.appendChild(link.cloneNode(true));
    });
    back.href = "#_menu";
    back.textContent = "← " + held.getAttribute("data-back");
    nav.appendChild(back);
    topic.appendChild(nav);
    topic.querySelector("h3").tabIndex = -1;
  });

  /* One topic or section at a time, by the address behind #. */
  var show = function () {
    var id = "", view = root.getAttribute("data-view");
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (error) { id = ""; }
    var target = id.charAt(0) === "_" ? null : one(id);
    if (view !== "topic") kept = window.pageYOffset;
    all(".shown").forEach(function (part) { part.classList.remove("shown"); });
    if (!target) {
      look();
      if (view === "topic") window.scrollTo(0, kept);
      return;
    }
    root.setAttribute("data-view", "topic");
    target.classList.add("shown");
    if (target.tagName === "ARTICLE") target.parentNode.classList.add("shown");
    else all("article", target).forEach(function (topic) { topic.classList.add("shown"); });
    window.scrollTo(0, 0);
    var heading = target.querySelector("h3");
    if (view) heading.focus({ preventScroll: true });
  };
  query.addEventListener("input", look);
  window.addEventListener("hashchange", show);
  one("_search").hidden = false;
  root.classList.add("js");
  show();
})();
