// A chat in which nothing was said yet: what one might say first.

import { avatar, el } from "./dom.js";
import { text } from "./words.js";

/** `menu` are the commands: where there is a tour, it comes first. */
export function emptyState(chat, { title, menu }, fill) {
  const kind = chat.group ? "empty_group" : "empty";
  const name = chat.group ? chat.title : title;
  const hints = chat.group ? [] : ["hint_1", "hint_2", "hint_3"].map((key) => [text(key)]);
  const tour = menu.find((entry) => entry.name === "tour");
  if (tour && hints.length) hints.splice(0, 3, [text("hint_tour"), tour.description], ...hints.slice(0, 2));
  const make = () =>
    el(
      "div",
      { class: "empty" },
      avatar(name, chat.group ? "group" : "bot"),
      el("h2", { text: text(`${kind}_title`, { name }) }),
      el("p", { text: text(`${kind}_words`, { name }) }),
      hints.map((hint) => hintButton(hint, fill)),
    );
  return { key: "empty", version: chat.id, make };
}

function hintButton([words, description], fill) {
  const explained = description ? el("small", { text: ` · ${description}` }) : null;
  return el("button", { type: "button", class: "hint", on: { click: () => fill(words) } }, words, explained);
}
