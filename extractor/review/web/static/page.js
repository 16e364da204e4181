// The reviewer's page: single keys, and the words behind a value lit up in the raw page. Everything works without it, with
// a mouse and forms; it only saves time.
"use strict";

const find = (selector, inside = document) => inside.querySelector(selector);
const findAll = (selector, inside = document) => [...inside.querySelectorAll(selector)];

const raw = find("#raw");
const live = find("#live");
const segments = raw
  ? findAll("[data-at]", raw).map((node) => ({ node, start: +node.dataset.at, end: +node.dataset.to }))
  : [];
let lit = [];

const readSpans = (text) => (text || "").split(" ").filter(Boolean).map((span) => span.split("-").map(Number));

// Segments are cut at every end of every span and sorted, so that a span is a run of whole segments.
function findSegments([start, end]) {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (segments[middle].start < start) low = middle + 1;
    else high = middle;
  }
  const found = [];
  while (low < segments.length && segments[low].end <= end) found.push(segments[low++].node);
  return found;
}

function light(spans, scroll) {
  lit.forEach((node) => node.classList.remove("on"));
  lit = spans.flatMap(findSegments);
  lit.forEach((node) => node.classList.add("on"));
  if (scroll && lit.length) {
    const box = raw.getBoundingClientRect();
    const word = lit[0].getBoundingClientRect();
    raw.scrollTop += word.top - box.top - box.height / 3;
  }
}

function tell(text) {
  if (live) live.textContent = text;
}

function show(node, scroll = true) {
  const own = node.closest("[data-spans]");
  const value = node.closest("[data-value]");
  const spans = readSpans(own && own.dataset.spans);
  const wanted = spans.length ? spans : readSpans(value && value.dataset.spans);
  if (wanted.length || value) light(wanted, scroll);
}

document.addEventListener("mouseover", (event) => {
  if (event.target.closest("#raw") || !event.target.closest("[data-spans]")) return;
  show(event.target);
});
document.addEventListener("focusin", (event) => {
  const value = event.target.closest("[data-value]");
  if (!value) return;
  setCurrent(value);
  show(event.target);
});
document.addEventListener("click", (event) => {
  const place = event.target.closest("a.place");
  const value = event.target.closest("[data-value]");
  if (place) {
    event.preventDefault();
    show(place);
    tell("In the page: " + lit.map((node) => node.textContent).join(""));
  } else if (value && !event.target.closest("a, button, input, textarea, select, summary, label")) {
    move(value);
  }
});

let current = null;

function setCurrent(item) {
  if (current) current.classList.remove("current");
  current = item;
  if (item) item.classList.add("current");
}

// What j and k walk along: values of an article, rows of a queue, changes of a diff.
const listItems = () =>
  findAll("[data-value], [data-row]").filter((item) => item.offsetParent !== null);

function move(item) {
  if (!item) return;
  setCurrent(item);
  const target = item.matches("[tabindex]") ? item : find("a, button", item);
  target.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
  if (item.matches("[data-value]")) {
    show(item);
    tell(lit.length ? "In the page: " + lit.map((node) => node.textContent).join("") : "No words of the page");
  }
}

function step(by) {
  const items = listItems();
  const at = items.indexOf(current);
  move(at < 0 ? items[by > 0 ? 0 : items.length - 1] : items[Math.min(Math.max(at + by, 0), items.length - 1)]);
}

function submit(form) {
  if (!form) return false;
  form.requestSubmit();
  return true;
}

function open(details) {
  if (!details) return false;
  details.open = true;
  const input = find("textarea, input:not([type=hidden])", details);
  if (input) {
    input.focus();
    input.select();
  }
  return true;
}

function follow(selector) {
  const link = find(selector);
  if (link) link.click();
}

const inside = (selector) => (current ? find(selector, current) : null);

const keys = {
  j: () => step(1),
  k: () => step(-1),
  a: () => submit(find("#accept") || inside("form.accept")),
  e: () => open(inside("details.edit")) || follow(".current a.title"),
  r: () => open(inside("details.reject")) || open(find("#reject")) || follow(".current a.title"),
  u: () => submit(find("#undo")),
  n: () => (find("#next") ? follow("#next") : step(1)),
  c: () => {
    const list = find("#candidates");
    if (!list) return;
    list.open = !list.open;
    move(list.open ? find("[data-value]", list) : find(".group-facts [data-value]"));
  },
  d: () => follow("#to-diff, #to-article"),
  q: () => follow("#to-queue"),
  "/": () => {
    const search = find("#search");
    search.focus();
    search.select();
  },
  "?": () => {
    const help = find("#help");
    if (help.open) help.close();
    else help.showModal();
  },
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "Escape" && typing) {
    const details = typing.closest("details");
    const value = typing.closest("[data-value]");
    if (details) details.open = false;
    if (value) move(value);
    else typing.blur();
    return;
  }
  if (event.key === "Enter" && typing && typing.matches("textarea") && (event.ctrlKey || event.metaKey)) {
    typing.form.requestSubmit();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
  if (find("#help").open && event.key !== "?") return;
  event.preventDefault();
  keys[event.key]();
});

find("#open-help").addEventListener("click", () => find("#help").showModal());
const filters = find("#filters");
if (filters) filters.addEventListener("change", () => filters.requestSubmit());

// What opens must not stay behind the edge of the window or, on a phone, behind the raw page.
document.addEventListener(
  "toggle",
  (event) => {
    if (event.target.matches(".acts details") && event.target.open) event.target.scrollIntoView({ block: "nearest" });
  },
  true,
);

// A second press of a key must not send a form twice.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  else if (event.target.method === "post") event.target.dataset.sent = "yes";
});

const wrong = find("[aria-invalid=true]") || find("details[open] .wrong");
if (wrong) {
  const value = wrong.closest("[data-value]");
  if (value) move(value);
  if (wrong.focus) wrong.focus();
} else if (document.body.classList.contains("article")) {
  move(find(location.hash && /^#v-[\w-]+$/.test(location.hash) ? location.hash : ".group-facts [data-value]"));
}
