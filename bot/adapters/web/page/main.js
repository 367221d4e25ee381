// Opens the line, and once the server has said who one is, the page.

import { App } from "./app.js";
import { Store } from "./store.js";
import { applyTheme } from "./settings.js";
import { speak } from "./words.js";
import { Wire } from "./wire.js";

const query = new URLSearchParams();
const asked = new URLSearchParams(location.search).get("as");
const language = localStorage.getItem("rapport.language");
if (asked) query.set("as", asked);
if (language) query.set("language", language);

applyTheme();
const wire = new Wire(query);
const store = new Store();
store.query = query.toString();
let app = null;

wire.addEventListener("message", ({ detail }) => {
  if (detail.is === "hello") {
    speak(detail.language, detail.words);
    store.load(detail);
    app ??= new App(document.getElementById("app"), store, wire);
  }
  app?.hear(detail);
});
wire.addEventListener("state", ({ detail }) => {
  if (app) app.showState(detail);
  else if (detail === "over") location.reload();
});
wire.connect();
