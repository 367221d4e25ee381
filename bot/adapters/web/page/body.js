// A card's body: headings, lines, quotes, bullets and tables, all from data.

import { el } from "./dom.js";

const TAGS = { bold: "strong", strike: "s", code: "code" };
const SAFE = /^(https?:\/\/|mailto:|tel:)/i;

export function body(blocks) {
  return el("div", { class: "body" }, blocks.map(block));
}

function block(one) {
  if (one.is === "bullets") return bullets(one.items);
  if (one.is === "table") return table(one);
  const kind = one.heading ? "heading" : one.quote ? "quote" : "line";
  return el(one.quote ? "blockquote" : "p", { class: kind }, one.spans.map(span));
}

/** Items that bring their own numbers need no dots. */
function bullets(items) {
  const isNumbered = items.every(([first]) => /^\d+\. /.test(first?.text ?? ""));
  return el("ul", { class: isNumbered ? "numbered" : null }, items.map((item) => el("li", {}, item.map(span))));
}

function span(one) {
  const words = one.style ? el(TAGS[one.style], { text: one.text }) : document.createTextNode(one.text);
  return one.url && SAFE.test(one.url) ? link(one.url, words) : words;
}

export function link(url, words) {
  const away = url.startsWith("http") ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return el("a", { href: url, ...away }, words);
}

function table(one) {
  const side = (column) => ({ class: one.right.includes(column) ? "number" : null });
  const head = el("tr", {}, one.head.map((cell, column) => el("th", { ...side(column), scope: "col", text: cell })));
  const rows = one.rows.map((row) =>
    el("tr", {}, row.map((words, column) => el("td", side(column), cell(words)))),
  );
  return el("div", { class: "table", tabindex: 0 }, el("table", {}, el("thead", {}, head), el("tbody", {}, rows)));
}

/** A bar drawn with block letters becomes a drawn one. */
function cell(words) {
  if (!/^[▓█]+$/.test(words)) return words;
  const bar = el("span", { class: "bar" });
  bar.style.setProperty("--share", [...words].length);
  return bar;
}

/** A card as plain text, for the clipboard. */
export function bodyText(blocks) {
  const line = (spans) => spans.map((span) => span.text).join("");
  const rows = blocks.flatMap((one) => {
    if (one.is === "bullets") return one.items.map((item) => `• ${line(item)}`);
    if (one.is === "table") return [one.head, ...one.rows].map((row) => row.join("\t"));
    return line(one.spans);
  });
  return rows.join("\n");
}

/** A person's own words: as typed, with web addresses to follow. */
export function plainWords(words) {
  const parts = words.split(/(https?:\/\/[^\s<>"']+)/g);
  const made = parts.map((part, index) => (index % 2 ? link(part, part) : part)).filter((part) => part !== "");
  return el("p", { class: "words" }, made);
}
