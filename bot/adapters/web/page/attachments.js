// Files chosen, dropped or pasted: sent to the server at once, so that the message itself goes in an instant.

import { el, icon } from "./dom.js";
import { text } from "./words.js";

export class Attachments {
  constructor(store, changed) {
    this.store = store;
    this.changed = changed;
    this.items = [];
    this.picker = el("input", { type: "file", multiple: true, class: "unseen", tabindex: -1, "aria-hidden": "true" });
    this.picker.addEventListener("change", () => this.add(this.picker.files) || (this.picker.value = ""));
    this.list = el("div", { class: "chips" });
    this.problem = el("p", { class: "problem", role: "alert", hidden: true });
    this.node = el("div", { class: "attachments" }, this.picker, this.list, this.problem);
  }

  choose() {
    this.picker.click();
  }

  add(files) {
    this.problem.hidden = true;
    for (const file of files) this.upload(file);
  }

  get files() {
    return this.items.filter((item) => item.id);
  }

  get isBusy() {
    return this.items.some((item) => !item.id);
  }

  /** The files for the message that is being sent; the shelf is empty after. */
  take() {
    const taken = this.files.map(({ id, name, size }) => ({ id, name, size }));
    this.items = [];
    this.draw();
    return taken;
  }

  async upload(file) {
    const { upload_limit: limit } = this.store.settings;
    const name = file.name || "picture.png";
    if (file.size > limit) return this.complain(text("too_large", { name, size: Math.round(limit / 1e6) }));
    const item = { name, size: file.size, preview: file.type.startsWith("image/") ? URL.createObjectURL(file) : null };
    this.items.push(item);
    this.draw();
    try {
      const answer = await fetch(`upload?${this.store.query}`, { method: "POST", body: file });
      const said = await answer.json();
      if (!answer.ok) throw new Error(said.message);
      item.id = said.id;
    } catch (error) {
      this.items = this.items.filter((one) => one !== item);
      this.complain(error instanceof TypeError || !error.message ? text("upload_failed", { name }) : error.message);
    }
    this.draw();
  }

  complain(words) {
    this.problem.textContent = words;
    this.problem.hidden = false;
  }

  draw() {
    this.list.replaceChildren(...this.items.map((item) => this.chip(item)));
    this.changed();
  }

  chip(item) {
    const drop = () => {
      this.items = this.items.filter((one) => one !== item);
      this.draw();
    };
    const label = `${text("remove")}: ${item.name}`;
    return el(
      "span",
      { class: `chip${item.id ? "" : " busy"}`, title: item.id ? item.name : text("uploading") },
      item.preview ? el("img", { src: item.preview, alt: "" }) : icon("file"),
      el("span", { text: item.name }),
      el("button", { type: "button", class: "plain", "aria-label": label, on: { click: drop } }, icon("close")),
    );
  }
}
