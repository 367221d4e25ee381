// A notice on the desktop when something arrives while one looks elsewhere; only for those who ask for it.

import { el, icon } from "./dom.js";
import { text } from "./words.js";

const WISH = "rapport.notices";

/** The button that asks for notices or ends them; nothing where the browser has none. */
export function noticeTool() {
  if (!("Notification" in window) || Notification.permission === "denied") return null;
  const button = el("button", { type: "button", class: "plain", on: { click: () => toggle(button) } });
  draw(button);
  return button;
}

async function toggle(button) {
  const isWished = !isOn() && (await Notification.requestPermission()) === "granted";
  localStorage.setItem(WISH, isWished ? "on" : "off");
  draw(button);
}

function draw(button) {
  const label = text(isOn() ? "notices_off" : "notices_on");
  button.title = label;
  button.setAttribute("aria-label", label);
  button.classList.toggle("on", isOn());
  button.replaceChildren(icon("bell"));
}

function isOn() {
  return localStorage.getItem(WISH) === "on" && Notification.permission === "granted";
}

/** Say it on the desktop, unless one looks at the page anyway; a click on it leads to the chat. */
export function notice(title, words, open) {
  if (!("Notification" in window) || !isOn() || (!document.hidden && document.hasFocus())) return;
  const shown = new Notification(title, { body: words, icon: "assets/icon.svg", tag: "rapport" });
  shown.addEventListener("click", () => {
    window.focus();
    open();
    shown.close();
  });
}
