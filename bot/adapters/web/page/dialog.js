// Small windows over the page: a title, a form, Esc to leave. The browser's own dialog keeps the focus inside.

import { el, icon } from "./dom.js";
import { text } from "./words.js";

/** Open a dialog; `submit` gets the form and returns false to stay. Gives back the dialog element. */
export function openDialog({ title, words, fields, action, submit, wide }) {
  const form = el("form", { method: "dialog", class: "form" }, fields);
  const dialog = el(
    "dialog",
    { class: `dialog${wide ? " wide" : ""}`, "aria-label": title },
    el("header", {}, el("h2", { text: title }), closer(() => dialog.close())),
    words ? el("p", { class: "explained", text: words }) : null,
    form,
  );
  if (action) form.append(footer(action, () => dialog.close()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (submit(form) !== false) dialog.close();
  });
  return show(dialog);
}

/** Put a dialog on the page, and take it away once it is closed or somebody clicks beside it. */
export function show(dialog) {
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function closer(act) {
  return el("button", { type: "button", class: "plain", "aria-label": text("close"), on: { click: act } }, icon("close"));
}

function footer(action, cancel) {
  return el(
    "footer",
    {},
    el("button", { type: "button", class: "quiet", text: text("cancel"), on: { click: cancel } }),
    el("button", { type: "submit", class: "strong", text: action }),
  );
}

/** A labelled field; `props` are the input's attributes. */
export function field(label, props = {}) {
  const { area, ...rest } = props;
  const input = el(area ? "textarea" : "input", { autocomplete: "off", ...(area ? { rows: 2 } : { type: "text" }), ...rest });
  return el("label", { class: "field" }, el("span", { text: label }), input);
}

/** One of several, as a row of buttons. */
export function oneOf(label, name, options) {
  const inputs = options.map(([value, words], index) =>
    el("label", {}, el("input", { type: "radio", name, value, checked: index === 0 }), el("span", { text: words })),
  );
  return el("fieldset", { class: "segments" }, el("legend", { text: label }), el("div", {}, inputs));
}

export function enlarge(url, name) {
  const dialog = el("dialog", { class: "picture-view", "aria-label": name }, el("img", { src: url, alt: name }));
  dialog.addEventListener("click", () => dialog.close());
  show(dialog);
}
