// The page as a whole: which chat is open, and who does what when something happens.

import { bodyText } from "./body.js";
import { contactDialog } from "./contact.js";
import { ChatList } from "./chats.js";
import { Composer } from "./composer.js";
import { enlarge } from "./dialog.js";
import { announce, avatar, el, icon } from "./dom.js";
import { emptyState } from "./empty.js";
import { forwardDialog } from "./forward.js";
import { listenForFiles, listenForSearch, listenForTyping } from "./gestures.js";
import { groupDialog, switcherDialog } from "./group.js";
import { fileUrl } from "./message.js";
import { askAnswerLanguage, become, settingsBar } from "./settings.js";
import { gist, isMessage } from "./store.js";
import { notice } from "./notices.js";
import { Thread } from "./thread.js";
import { toast } from "./toast.js";
import { text } from "./words.js";

const LOOK_AGAIN = 60_000;

export class App {
  constructor(root, store, wire) {
    this.root = root;
    this.store = store;
    this.wire = wire;
    this.thread = new Thread(store, wire, this.messageActs());
    this.composer = new Composer(store, this.composerActs());
    this.side = new ChatList(store, this.listActs(), settingsBar(store));
    this.head = el("header", { class: "chat-head" });
    this.note = el("div", { class: "line-state", role: "status", hidden: true });
    this.main = el("main", { class: "main" }, this.head, this.note, this.thread.node, this.composer.node);
    root.replaceChildren(this.side.node, this.main);
    root.removeAttribute("aria-busy");
    this.listen();
    this.open(this.wanted() ?? this.first(), !this.wanted());
    askAnswerLanguage(store, (words, line) => toast(words, { label: text("yes"), act: () => this.sayTo(this.first(), { text: line }) }));
  }

  listen() {
    this.store.addEventListener("chat", ({ detail }) => this.changed(detail));
    this.store.addEventListener("list", () => this.side.render(this.current));
    this.store.addEventListener("doubt", () => this.wire.ask({ do: "look" }));
    setInterval(() => document.hidden || this.wire.ask({ do: "look" }), LOOK_AGAIN);
    this.wire.addEventListener("outbox", () => this.thread.render());
    addEventListener("hashchange", () => this.follow());
    addEventListener("focus", () => this.seen());
    document.addEventListener("visibilitychange", () => (this.seen(), document.hidden || this.wire.ask({ do: "look" })));
    listenForSearch(() => this.search());
    listenForTyping(() => this.composer.focus());
    listenForFiles(this.main, (files) => this.composer.attachments.add(files));
  }

  // --- where one is ---

  wanted() {
    const ids = [...this.store.chats.keys()];
    return ids.find((id) => location.hash === `#${encodeURIComponent(id)}`) ?? null;
  }

  first() {
    const chats = [...this.store.chats.values()];
    return (chats.find((chat) => !chat.group) ?? chats[0])?.id;
  }

  follow() {
    const wanted = this.wanted();
    if (wanted) this.open(wanted);
    else this.root.classList.remove("in-chat");
  }

  /** `quietly`: only shown beside the list; on a phone the list stays in front. */
  open(id, quietly = false) {
    const chat = this.store.chats.get(id);
    if (!chat) return;
    this.current = id;
    this.root.classList.toggle("in-chat", !quietly);
    if (!quietly && this.wanted() !== id) location.hash = encodeURIComponent(id);
    this.drawHead(chat);
    this.thread.open(id);
    this.composer.open(chat);
    this.seen();
    this.side.render(id);
    if (matchMedia("(hover: hover)").matches) this.composer.focus();
  }

  nameOf(id) {
    const chat = this.store.chats.get(id);
    return chat.group ? chat.title : this.store.settings.title;
  }

  drawHead(chat) {
    const name = this.nameOf(chat.id);
    const names = chat.members.map((member) => member.name).join(", ");
    const back = el("button", { type: "button", class: "plain back", "aria-label": text("back"), on: { click: () => this.leave() } }, icon("back"));
    this.head.replaceChildren(
      back,
      avatar(name, chat.group ? "group" : "bot"),
      el("div", { class: "titles" }, el("h1", { text: name }), el("small", { text: chat.group ? names : text("assistant") })),
    );
  }

  leave() {
    location.hash = "";
    this.root.classList.remove("in-chat");
  }

  seen() {
    if (this.current && !document.hidden && document.hasFocus()) this.store.markRead(this.current);
    const unread = [...this.store.chats.keys()].reduce((sum, id) => sum + this.store.unread(id), 0);
    document.title = (unread ? `(${unread}) ` : "") + this.store.settings.title;
  }

  // --- what happens ---

  hear(message) {
    if (message.is === "picture") this.store.load(message);
    if (message.is === "hello" || message.is === "picture") this.refreshed();
    if (message.is === "entry") this.arrived(message.entry);
    if (message.is === "ack") this.store.put(message.entry);
    if (message.is === "older") this.store.prepend(message);
    if (message.is === "elsewhere") this.store.notice(message.person);
    if (message.is === "chat") this.store.addChat(message.chat);
    if (message.is === "made") this.store.addChat(message.chat), this.open(message.chat.id);
    if (message.is === "refused") this.complain(message);
  }

  refreshed() {
    this.thread.render();
    this.side.render(this.current);
    this.seen();
  }

  arrived(entry) {
    const isNew = !this.store.entry(entry.chat, entry.id);
    if (!this.store.chats.has(entry.chat)) return this.wire.refresh();
    this.store.put(entry);
    if (!isNew || this.store.isMine(entry) || !isMessage(entry)) return;
    announce(gist(entry));
    notice(this.nameOf(entry.chat), gist(entry), () => this.open(entry.chat));
  }

  /** Show that an answer is on its way, where one may be expected. */
  expect(action) {
    if (this.wire.state !== "open") return;
    const isAsked = !this.store.chats.get(action.chat).group || /^\s*(@rapport|\/)/i.test(action.text ?? "");
    if (isAsked || action.do === "press") this.store.expect(action.chat);
  }

  changed(id) {
    if (id === this.current) this.thread.render();
    this.seen();
    this.side.render(this.current);
  }

  complain({ key, message }) {
    const item = this.wire.refused.find((one) => one.action.key === key);
    if (item?.action.do === "message") return this.thread.render();
    if (item) this.wire.forget(item);
    toast(message);
  }

  showState(state) {
    this.note.hidden = state === "open";
    this.root.classList.toggle("offline", state !== "open");
    if (state === "over") location.reload();
    else this.note.textContent = text(state === "open" ? "online" : "offline");
  }

  // --- what one can do ---

  say(parts) {
    this.thread.sticks = true;
    this.sayTo(this.current, parts);
  }

  sayTo(chat, parts) {
    this.act({ do: "message", chat, ...parts });
  }

  act(action) {
    this.expect(action);
    this.wire.do(action);
  }

  messageActs() {
    return {
      press: (entry, choice) => this.act({ do: "press", chat: entry.chat, message: entry.id, token: choice.token, label: choice.label }),
      react: (entry, emoji, added) => this.wire.do({ do: "react", chat: entry.chat, message: entry.id, emoji, added }),
      reply: (entry) => this.composer.reply(entry),
      edit: (entry) => this.composer.edit(entry),
      copy: (entry) => this.copy(entry),
      enlarge: (file) => enlarge(fileUrl(file), file.name ?? ""),
      discard: (entry) => this.wire.forget(entry.item),
      rewrite: (entry) => (this.wire.forget(entry.item), this.composer.fill(entry.text ?? "")),
      emptyState: (chat) => emptyState(chat, this.store.settings, (words) => this.composer.fill(words)),
    };
  }

  composerActs() {
    return {
      send: (parts) => this.say(parts),
      change: (entry, words) => this.act({ do: "edit", chat: entry.chat, edit_of: entry.id, text: words }),
      lastOwn: () => this.store.messages(this.current).findLast((entry) => this.store.isMine(entry) && entry.text && !entry.forward),
      forward: () => forwardDialog((parts) => this.say(parts)),
      contact: () => contactDialog((parts) => this.say(parts)),
    };
  }

  listActs() {
    return {
      open: (id) => this.open(id),
      newGroup: () => groupDialog(this.store.people, this.store.person, (title, members) => this.wire.do({ do: "group", title, members })),
      search: () => this.search(),
      become: (person, isBeside) => become(this.store, person, isBeside),
    };
  }

  search() {
    const named = [...this.store.chats.values()].map((chat) => ({ ...chat, title: this.nameOf(chat.id) }));
    switcherDialog(named, (id) => this.open(id));
  }

  async copy(entry) {
    await navigator.clipboard?.writeText(entry.text ?? bodyText(entry.body));
    toast(text("copied"));
  }
}
