// The messages of the open chat: in order, by day, following the latest one unless one reads further up.

import { el, icon, sync } from "./dom.js";
import { message } from "./message.js";
import { dayName, midnight, text } from "./words.js";

const NEAR = 120;
const TOGETHER = 5 * 60_000;

export class Thread {
  constructor(store, wire, acts) {
    this.store = store;
    this.wire = wire;
    this.acts = { ...acts, jump: (id) => this.jump(id), grown: () => this.follow() };
    this.list = el("div", { class: "list" });
    this.latest = el(
      "button",
      { class: "latest", type: "button", hidden: true, "aria-label": text("latest"), title: text("latest"), on: { click: () => this.toEnd("smooth") } },
      icon("down"),
    );
    this.scroller = el("section", { class: "scroller", tabindex: -1, "aria-label": text("thread"), on: { scroll: () => this.scrolled() } }, this.list);
    this.node = el("div", { class: "thread" }, this.scroller, this.latest);
    this.sticks = true;
    new ResizeObserver(() => this.follow()).observe(this.scroller);
  }

  open(chat) {
    this.chat = chat;
    this.line = this.store.unread(chat) ? this.store.read[chat] ?? 0 : null;
    this.list.replaceChildren();
    this.sticks = true;
    this.render();
    this.toEnd();
  }

  render() {
    if (!this.chat) return;
    const before = this.scroller.scrollHeight - this.scroller.scrollTop;
    sync(this.list, this.items());
    if (this.sticks) this.toEnd();
    else if (this.asked) this.scroller.scrollTop = this.scroller.scrollHeight - before;
    this.asked = false;
  }

  items() {
    const chat = this.store.chats.get(this.chat);
    const entries = [...this.store.messages(this.chat), ...this.pending()];
    if (!entries.length) return [this.acts.emptyState(chat)];
    const items = chat.more ? [this.older()] : [];
    let last = null;
    for (const entry of entries) {
      this.separate(items, last, entry);
      items.push(this.item(entry, last, chat));
      last = entry;
    }
    if (this.store.working.get(this.chat)) items.push(this.working());
    return items;
  }

  separate(items, last, entry) {
    const at = new Date(entry.at);
    if (!last || midnight(new Date(last.at)) !== midnight(at)) {
      const day = dayName(at);
      items.push({ key: `day-${midnight(at)}-${entry.id}`, version: day, make: () => el("div", { class: "day" }, el("span", { text: day })) });
    }
    const isNew = this.line !== null && entry.position > this.line && (last?.position ?? 0) <= this.line;
    if (isNew && last && !this.store.isMine(entry)) {
      items.push({ key: "new", version: "", make: () => el("div", { class: "new" }, el("span", { text: text("new_messages") })) });
    }
  }

  item(entry, last, chat) {
    const place = this.place(entry, last, chat);
    const version = JSON.stringify([entry, place.first, place.tap, place.signs, place.quoted?.text ?? place.quoted?.body]);
    const make = (old) => {
      const made = message(entry, place, this.acts);
      if (old && entry.edited) made.classList.add("changed");
      if (!old && this.isFresh(entry)) made.classList.add("arriving");
      return made;
    };
    return { key: entry.id, version, make };
  }

  place(entry, last, chat) {
    const mine = this.store.isMine(entry);
    const sameVoice = last && last.kind === entry.kind && last.author?.id === entry.author?.id;
    const isSoon = last && new Date(entry.at) - new Date(last.at) < TOGETHER;
    const quoted = entry.reply_to ? this.store.entry(this.chat, entry.reply_to) : null;
    return {
      mine,
      first: !(sameVoice && isSoon),
      group: chat.group,
      title: this.store.settings.title,
      tap: this.tap(entry.id),
      signs: this.store.signs(this.chat).get(entry.id) ?? {},
      quoted,
      quotedMine: quoted ? this.store.isMine(quoted) : false,
    };
  }

  tap(id) {
    const waiting = this.wire.waiting.findLast((item) => item.action.do === "press" && item.action.message === id);
    if (waiting) return { token: waiting.action.token, label: waiting.action.label, state: "sending" };
    return this.store.taps(this.chat).get(id);
  }

  /** What was written here and is not yet, or could not be, taken. */
  pending() {
    const here = (item) => item.action.do === "message" && item.action.chat === this.chat;
    const known = new Set(this.store.messages(this.chat).map((entry) => entry.id));
    const shown = (item, state) => ({
      ...item.action,
      kind: "said",
      id: `from:${this.store.person.id}:${item.action.key}`,
      author: this.store.person,
      at: item.at,
      state,
      trouble: item.message,
      item,
    });
    return [
      ...this.wire.refused.filter(here).map((item) => shown(item, "refused")),
      ...this.wire.waiting.filter(here).map((item) => shown(item, "sending")),
    ].filter((entry) => !known.has(entry.id));
  }

  older() {
    const ask = () => {
      const first = this.store.chats.get(this.chat).entries[0];
      this.asked = true;
      this.wire.ask({ do: "older", chat: this.chat, before: first.position });
    };
    return { key: "older", version: "", make: () => el("button", { class: "older", type: "button", text: text("older"), on: { click: ask } }) };
  }

  working() {
    const words = text("working", { name: this.store.settings.title });
    const make = () =>
      el("div", { class: "working", role: "status", "aria-label": words, title: words }, el("i"), el("i"), el("i"));
    return { key: "working", version: "", make };
  }

  isFresh(entry) {
    return Date.now() - new Date(entry.at) < 4000;
  }

  scrolled() {
    const below = this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight;
    this.sticks = below < NEAR;
    this.latest.hidden = this.sticks;
    const more = this.list.querySelector(".older");
    if (more && this.scroller.scrollTop < 40 && !this.asked) more.click();
  }

  follow() {
    if (this.sticks) this.toEnd();
  }

  toEnd(behavior = "instant") {
    this.sticks = true;
    this.scroller.scrollTo({ top: this.endOrHead(), behavior });
    this.latest.hidden = true;
  }

  /** The end of the chat, or the head of its last message where that is taller than the window. */
  endOrHead() {
    const end = this.scroller.scrollHeight - this.scroller.clientHeight;
    const last = this.list.lastElementChild;
    return last?.classList.contains("bot") ? Math.min(end, last.offsetTop - this.list.offsetTop - 16) : end;
  }

  jump(id) {
    const node = [...this.list.children].find((one) => one.dataset.key === id);
    if (!node) return;
    this.sticks = false;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.classList.remove("pointed");
    requestAnimationFrame(() => node.classList.add("pointed"));
  }
}
