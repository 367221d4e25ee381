// Where one writes: text, files and pictures, a reply, a change to what one said.

import { Attachments } from "./attachments.js";
import { Commands } from "./commands.js";
import { el, icon } from "./dom.js";
import { gist } from "./store.js";
import { text } from "./words.js";

/** `acts`: send(parts), change(entry, text), lastOwn(), forward(), contact(). */
export class Composer {
  constructor(store, acts) {
    this.store = store;
    this.acts = acts;
    this.drafts = new Map();
    this.input = el("textarea", { rows: 1, class: "input", enterkeyhint: "send", autocomplete: "off" });
    this.attachments = new Attachments(store, () => this.refresh());
    this.commands = new Commands(store, this.input, () => this.refresh());
    this.context = el("div", { class: "context", hidden: true });
    this.sender = el("button", { type: "submit", class: "send", "aria-label": text("send"), title: text("send") }, icon("send"));
    this.node = el(
      "form",
      { class: "composer", on: { submit: (event) => this.submit(event) } },
      this.commands.node,
      this.context,
      this.attachments.node,
      el("div", { class: "row" }, this.menu(), this.input, this.sender),
    );
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => this.refresh());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("paste", (event) => {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      this.attachments.add(event.clipboardData.files);
    });
  }

  menu() {
    const item = (sign, label, act) =>
      el("button", { type: "button", role: "menuitem", on: { click: () => this.leaveMenu(act) } }, icon(sign), text(label));
    this.items = el(
      "div",
      { class: "menu", role: "menu", hidden: true },
      item("file", "attach_file", () => this.attachments.choose()),
      item("person", "attach_contact", () => this.acts.contact()),
      item("forward", "attach_forward", () => this.acts.forward()),
    );
    this.opener = el(
      "button",
      { type: "button", class: "plain attach", "aria-label": text("attach"), title: text("attach"), "aria-haspopup": "menu", "aria-expanded": "false", on: { click: () => this.toggleMenu() } },
      icon("plus"),
    );
    const holder = el("div", { class: "menu-holder" }, this.opener, this.items);
    holder.addEventListener("keydown", (event) => this.menuKey(event));
    holder.addEventListener("focusout", (event) => holder.contains(event.relatedTarget) || this.toggleMenu(false));
    return holder;
  }

  toggleMenu(open = this.items.hidden) {
    this.items.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    if (open) this.items.firstElementChild.focus();
  }

  leaveMenu(act) {
    this.toggleMenu(false);
    act();
  }

  menuKey(event) {
    const items = [...this.items.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !this.items.hidden) {
      event.stopPropagation();
      this.toggleMenu(false);
      this.opener.focus();
    } else if (step && !this.items.hidden) {
      event.preventDefault();
      items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
    }
  }

  open(chat) {
    if (this.chat) this.drafts.set(this.chat.id, this.editing ? "" : this.input.value);
    this.chat = chat;
    this.clearContext();
    this.input.value = this.drafts.get(chat.id) ?? "";
    const name = chat.group ? chat.title : this.store.settings.title;
    this.input.placeholder = text(chat.group ? "write_group" : "write", { name });
    this.input.setAttribute("aria-label", this.input.placeholder);
    this.refresh();
  }

  /** Put words in, ready to be sent or changed. */
  fill(words) {
    this.input.value = words;
    this.refresh();
    this.focus();
  }

  reply(entry) {
    this.clearContext();
    this.replying = entry;
    const who = this.store.isMine(entry) ? text("you") : entry.kind === "bot" ? this.store.settings.title : entry.author.name;
    this.showContext("reply", text("replying", { name: who }), gist(entry));
  }

  edit(entry) {
    this.clearContext();
    this.editing = entry;
    this.showContext("edit", text("editing"), entry.text);
    this.fill(entry.text);
  }

  showContext(sign, title, words) {
    const cancel = el("button", { type: "button", class: "plain", "aria-label": text("cancel"), on: { click: () => this.cancel() } }, icon("close"));
    this.context.replaceChildren(icon(sign), el("div", {}, el("strong", { text: title }), el("span", { text: words })), cancel);
    this.context.hidden = false;
    this.focus();
  }

  clearContext() {
    this.replying = this.editing = null;
    this.context.hidden = true;
  }

  cancel() {
    if (this.editing) this.fill("");
    this.clearContext();
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229 || this.commands.key(event)) return; // 229: Safari still composes
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.node.requestSubmit();
    } else if (event.key === "Escape") this.cancel();
    else if (event.key === "ArrowUp" && !this.input.value) {
      const last = this.acts.lastOwn();
      if (last) event.preventDefault(), this.edit(last);
    }
  }

  submit(event) {
    event.preventDefault();
    const words = this.input.value.trim();
    if (this.attachments.isBusy || !(words || this.attachments.files.length)) return;
    if (this.editing) {
      if (words !== this.editing.text) this.acts.change(this.editing, words);
    } else this.acts.send({ text: words, reply_to: this.replying?.id, files: this.attachments.take() });
    this.clearContext();
    this.fill("");
  }

  refresh() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 200)}px`;
    const isEmpty = !this.input.value.trim() && !this.attachments.files.length;
    this.sender.disabled = isEmpty || this.attachments.isBusy;
    this.commands.refresh();
  }

  focus() {
    this.input.focus();
  }
}
