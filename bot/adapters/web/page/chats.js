// The left side: chats, the person one is, and in the demo the persons one may be.

import { avatar, el, icon, sync } from "./dom.js";
import { roleName } from "./group.js";
import { gist } from "./store.js";
import { shortTime, text } from "./words.js";

export class ChatList {
  /** `acts`: open(id), newGroup(), search(), become(person, beside). */
  constructor(store, acts, settingsBar) {
    this.store = store;
    this.acts = acts;
    this.list = el("nav", { class: "chat-list", "aria-label": text("chats") });
    this.people = el("div", { class: "people" });
    this.node = el(
      "aside",
      { class: "side" },
      el("header", { class: "side-head" }, this.brand(), this.tool("search", "search", acts.search), this.tool("plus", "new_group", acts.newGroup)),
      this.list,
      this.people,
      el("footer", { class: "side-foot" }, this.me(), settingsBar),
    );
  }

  brand() {
    return el("div", { class: "brand" }, avatar("", "bot"), el("strong", { text: this.store.settings.title }));
  }

  tool(sign, label, act) {
    return el("button", { type: "button", class: "plain", title: text(label), "aria-label": text(label), on: { click: act } }, icon(sign));
  }

  me() {
    const { person } = this.store;
    return el("div", { class: "me" }, avatar(person.name), el("div", {}, el("strong", { text: person.name }), el("small", { text: roleName(person) })));
  }

  render(current) {
    const chats = [...this.store.chats.values()].sort(direct);
    sync(this.list, chats.map((chat) => this.row(chat, current)));
    if (this.store.settings.demo) this.renderPeople();
  }

  row(chat, current) {
    const last = this.store.messages(chat.id).at(-1);
    const unread = this.store.unread(chat.id);
    const version = JSON.stringify([chat.id === current, last?.id, last?.text, last?.body, unread]);
    return { key: chat.id, version, make: () => this.drawRow(chat, { last, unread, isOpen: chat.id === current }) };
  }

  drawRow(chat, { last, unread, isOpen }) {
    const name = chat.group ? chat.title : this.store.settings.title;
    const words = last ? this.preview(chat, last) : chat.group ? text(chat.members.length === 1 ? "member" : "members", { n: chat.members.length }) : text("assistant");
    return el(
      "button",
      { type: "button", class: "chat", "aria-current": isOpen ? "true" : null, on: { click: () => this.acts.open(chat.id) } },
      avatar(name, chat.group ? "group" : "bot"),
      el("span", { class: "chat-name", text: name }),
      el("time", { text: last ? shortTime(new Date(last.at)) : "" }),
      el("span", { class: "chat-last", text: words }),
      unread ? el("span", { class: "badge", "aria-label": text("unread", { n: unread }), text: unread > 99 ? "99+" : unread }) : null,
    );
  }

  preview(chat, last) {
    const words = gist(last);
    if (this.store.isMine(last)) return `${text("you")}: ${words}`;
    return chat.group && last.kind === "said" ? `${last.author.name}: ${words}` : words;
  }

  renderPeople() {
    const { person, people, elsewhere } = this.store;
    const rows = people.map((one) => {
      const news = elsewhere.get(one.id) ?? 0;
      return { key: one.id, version: `${news}`, make: () => this.drawPerson(one, one.id === person.id, news) };
    });
    if (!this.people.firstChild) {
      this.people.append(el("h2", { text: text("see_as") }), el("div", { class: "people-list" }));
    }
    sync(this.people.lastElementChild, rows);
  }

  drawPerson(one, isMe, news) {
    const beside = text("beside", { name: one.name });
    return el(
      "div",
      { class: `person${isMe ? " is-me" : ""}` },
      el(
        "button",
        { type: "button", class: "person-go", "aria-current": isMe ? "true" : null, on: { click: () => isMe || this.acts.become(one, false) } },
        avatar(one.name),
        el("span", {}, el("strong", { text: one.name }), el("small", { text: isMe ? `${roleName(one)} · ${text("you")}` : roleName(one) })),
        news ? el("span", { class: "badge", "aria-label": text("unread", { n: news }), text: news }) : null,
      ),
      isMe ? null : el("button", { type: "button", class: "plain", title: beside, "aria-label": beside, on: { click: () => this.acts.become(one, true) } }, icon("window")),
    );
  }
}

/** The direct chat first, the groups by name. */
function direct(a, b) {
  return a.group - b.group || a.title.localeCompare(b.title);
}
