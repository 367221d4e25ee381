// Suggestions while one types a command.

import { el } from "./dom.js";
import { text } from "./words.js";

const SHOWN = 8;

export class Commands {
  constructor(store, input, changed) {
    this.store = store;
    this.input = input;
    this.changed = changed;
    this.at = 0;
    this.found = [];
    this.node = el("div", { class: "commands", id: "commands", role: "listbox", "aria-label": text("commands"), hidden: true });
    input.setAttribute("aria-controls", "commands");
  }

  refresh() {
    const [, sign, typed] = this.input.value.match(/^([/@])(\S*)$/) ?? [];
    const found = !sign || this.left === this.input.value ? [] : this.fitting(sign, typed.toLowerCase());
    if (found.length !== this.found.length) this.at = 0;
    this.found = found.slice(0, SHOWN);
    this.draw();
  }

  fitting(sign, typed) {
    const { menu, title } = this.store.settings;
    if (sign === "@") return [{ word: "@rapport", name: "rapport", description: text("mention", { name: title }) }].filter((one) => one.name.startsWith(typed));
    const fits = (entry) => entry.name.startsWith(typed) || entry.description.toLowerCase().includes(typed);
    const found = menu.filter(fits).map((entry) => ({ ...entry, word: `/${entry.name}` }));
    return found.sort((a, b) => b.name.startsWith(typed) - a.name.startsWith(typed));
  }

  draw() {
    this.node.hidden = !this.found.length;
    this.input.setAttribute("aria-expanded", String(!this.node.hidden));
    const rows = this.found.map((entry, index) =>
      el(
        "button",
        { type: "button", role: "option", tabindex: -1, "aria-selected": String(index === this.at), on: { click: () => this.choose(entry) } },
        el("strong", { text: entry.word }),
        el("span", { text: entry.description }),
      ),
    );
    this.node.replaceChildren(...rows);
  }

  /** Whether the key was meant for the suggestions. */
  key(event) {
    if (this.node.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = this.found[this.at];
    if (step) this.at = (this.at + step + this.found.length) % this.found.length;
    else if (event.key === "Escape") this.left = this.input.value;
    else if (event.key === "Tab" || (event.key === "Enter" && this.input.value !== chosen.word)) this.choose(chosen);
    else return false;
    event.preventDefault();
    if (step) this.draw();
    else this.refresh();
    return true;
  }

  choose(entry) {
    this.input.value = `${entry.word} `;
    this.input.focus();
    this.changed();
  }
}
