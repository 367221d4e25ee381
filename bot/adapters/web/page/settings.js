// What one may set about the page itself: light or dark, its language, and leaving.

import { el, icon } from "./dom.js";
import { noticeTool } from "./notices.js";
import { languageName, text } from "./words.js";

const THEME = "rapport.theme";
const LANGUAGE = "rapport.language";
const ASKED = "rapport.asked";

export function applyTheme(theme = localStorage.getItem(THEME)) {
  if (theme) document.documentElement.dataset.theme = theme;
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** The small row of buttons beside one's own name. */
export function settingsBar(store) {
  const theme = tool(isDark() ? "sun" : "moon", text("theme"), () => {
    const next = isDark() ? "light" : "dark";
    localStorage.setItem(THEME, next);
    applyTheme(next);
    theme.replaceChildren(icon(isDark() ? "sun" : "moon"));
  });
  return el("div", { class: "settings" }, languageTool(store), noticeTool(), theme, tool("out", text("sign_out"), () => signOut(store)));
}

function languageTool(store) {
  const { languages, language } = store.settings;
  const next = languages[(languages.indexOf(language) + 1) % languages.length];
  const label = text("other_language", { name: languageName(next) });
  const button = tool("globe", label, () => {
    localStorage.setItem(LANGUAGE, next);
    sessionStorage.setItem(ASKED, next);
    location.reload();
  });
  const isLatin = /\p{Script=Latin}/u.test(languageName(next));
  button.replaceChildren(el("small", { text: isLatin ? next.toUpperCase() : languageName(next) }));
  button.classList.add("language");
  return button;
}

/** After the page's language was changed by hand: whether the answers should follow, if there is a command for it. */
export function askAnswerLanguage(store, ask) {
  const asked = sessionStorage.getItem(ASKED);
  sessionStorage.removeItem(ASKED);
  const { menu, person, title } = store.settings;
  if (!asked || asked === person.language || !menu.some((entry) => entry.name === "language")) return;
  ask(text("answer_too", { title, name: languageName(asked) }), `/language ${asked}`);
}

async function signOut(store) {
  const answer = await fetch(`sign-out?${store.query}`, { method: "POST" });
  if (answer.ok) location.assign((await answer.json()).location);
}

/** In the demo: see the chat as another sample person, here or in a second window beside this one. */
export async function become(store, person, isBeside) {
  const beside = isBeside ? window.open("about:blank", `rapport-${person.id}`, "popup,width=460,height=760") : null;
  const answer = await fetch(`switch?${store.query}`, { method: "POST", body: JSON.stringify({ person: person.id }) });
  if (!answer.ok) return beside?.close();
  const { location: there } = await answer.json();
  const chat = encodeURIComponent(`dm:${person.id}`); // a narrow window would show the list first
  if (beside) beside.location.replace(new URL(`${there}#${chat}`, location.href));
  else location.assign(there);
}

function tool(sign, label, act) {
  return el("button", { type: "button", class: "plain", title: label, "aria-label": label, on: { click: act } }, icon(sign));
}
