// A chat in which nothing was said yet: what one might say first.

import { avatar, el } from "./dom.js";
import { text } from "./words.js";

export function emptyState(chat, title, fill) {
  const kind = chat.group ? "empty_group" : "empty";
  const name = chat.group ? chat.title : title;
  const hints = chat.group ? [] : ["hint_1", "hint_2", "hint_3"].map((key) => text(key));
  const make = () =>
    el(
      "div",
      { class: "empty" },
      avatar(name, chat.group ? "group" : "bot"),
      el("h2", { text: text(`${kind}_title`, { name }) }),
      el("p", { text: text(`${kind}_words`, { name }) }),
      hints.map((words) => el("button", { type: "button", class: "hint", text: words, on: { click: () => fill(words) } })),
    );
  return { key: "empty", version: chat.id, make };
}
