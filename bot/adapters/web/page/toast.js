// A word at the bottom of the page that goes away by itself.

import { el } from "./dom.js";

/** `action` ({label, act}) makes it an offer, which stays longer. */
export function toast(words, action) {
  const node = el("div", { class: "toast", role: "alert" }, el("span", { text: words }));
  const accept = () => {
    node.remove();
    action.act();
  };
  if (action) node.append(el("button", { type: "button", text: action.label, on: { click: accept } }));
  document.body.append(node);
  setTimeout(() => node.remove(), action ? 15_000 : 5000);
}
