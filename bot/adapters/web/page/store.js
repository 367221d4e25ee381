// What this person can see: chats with their latest messages, what was tapped, what was read.

/** Events: `chat` (detail: the id of the chat that changed), `list`, `doubt` (an answer takes long). */
export class Store extends EventTarget {
  constructor() {
    super();
    this.chats = new Map();
    this.working = new Map();
    this.elsewhere = new Map();
    this.person = { id: "", name: "" };
    this.people = [];
    this.settings = {};
  }

  load(hello) {
    this.person = hello.person;
    this.people = hello.people;
    this.settings = hello;
    this.read = JSON.parse(localStorage.getItem(this.shelf()) ?? "{}");
    this.chats = new Map(hello.chats.map((chat) => [chat.id, this.merged(chat, hello.page)]));
    this.emit("list");
  }

  /** The fresh picture, with the earlier messages one had scrolled to, where nothing lies between the two. */
  merged(chat, page) {
    const known = this.chats.get(chat.id)?.entries ?? [];
    const first = chat.entries[0]?.position ?? 0;
    const meets = known.some((entry) => entry.position >= first);
    const earlier = meets ? known.filter((entry) => entry.position < first) : [];
    if (chat.entries.at(-1)?.kind === "bot") this.working.delete(chat.id);
    const more = earlier.length ? this.chats.get(chat.id).more : chat.entries.length >= page;
    return { ...chat, entries: [...earlier, ...chat.entries], more };
  }

  put(entry) {
    const chat = this.chats.get(entry.chat);
    if (!chat) return;
    const at = chat.entries.findIndex((one) => one.id === entry.id);
    if (at >= 0) chat.entries[at] = entry;
    else chat.entries.push(entry);
    chat.entries.sort((a, b) => a.position - b.position);
    if (entry.kind === "bot") this.working.delete(chat.id);
    this.emit("chat", chat.id);
  }

  prepend({ chat: id, entries, page }) {
    const chat = this.chats.get(id);
    const known = new Set(chat.entries.map((entry) => entry.id));
    chat.entries.unshift(...entries.filter((entry) => !known.has(entry.id)));
    chat.more = entries.length >= page;
    this.emit("chat", id);
  }

  addChat(chat) {
    if (!this.chats.has(chat.id)) this.chats.set(chat.id, { ...chat, more: false });
    this.emit("list");
  }

  messages(id) {
    return (this.chats.get(id)?.entries ?? []).filter(isMessage);
  }

  /** The signs on each message: message id -> emoji -> names of those who put it there, oneself as "". */
  signs(id) {
    const signs = new Map();
    for (const entry of this.chats.get(id)?.entries ?? []) {
      if (entry.kind !== "reacted") continue;
      const on = signs.get(entry.message) ?? {};
      const names = new Set(on[entry.emoji]);
      const name = entry.author.id === this.person.id ? "" : entry.author.name;
      names[entry.added ? "add" : "delete"](name);
      signs.set(entry.message, { ...on, [entry.emoji]: [...names] });
    }
    return signs;
  }

  /** The latest tap on each message: message id -> tap. */
  taps(id) {
    const taps = new Map();
    for (const entry of this.chats.get(id)?.entries ?? []) if (entry.kind === "pressed") taps.set(entry.message, entry);
    return taps;
  }

  entry(chatId, id) {
    return this.chats.get(chatId)?.entries.find((entry) => entry.id === id);
  }

  isMine(entry) {
    return entry.kind === "said" && entry.author.id === this.person.id;
  }

  unread(id) {
    const read = this.read[id] ?? 0;
    return this.messages(id).filter((entry) => entry.position > read && !this.isMine(entry)).length;
  }

  markRead(id) {
    const last = this.chats.get(id)?.entries.at(-1)?.position ?? 0;
    if (last <= (this.read[id] ?? 0)) return;
    this.read[id] = last;
    localStorage.setItem(this.shelf(), JSON.stringify(this.read));
    this.emit("list");
  }

  /** Show that an answer is being made, until it comes or it is plain that none will. */
  expect(id) {
    this.working.set(id, true);
    clearTimeout(this.doubt);
    clearTimeout(this.patience);
    this.doubt = setTimeout(() => this.working.has(id) && this.emit("doubt"), 4000);
    this.patience = setTimeout(() => this.working.delete(id) && this.emit("chat", id), 12_000);
    this.emit("chat", id);
  }

  notice(person) {
    this.elsewhere.set(person, (this.elsewhere.get(person) ?? 0) + 1);
    this.emit("list");
  }

  shelf() {
    return `rapport.read.${this.person.id}`;
  }

  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** Somebody's line or ours; a tap and a sign are marks on a message. */
export function isMessage(entry) {
  return entry.kind === "said" || entry.kind === "bot";
}

/** A message in one line, for lists and quotes. */
export function gist(entry) {
  if (entry.kind === "bot") return bodyGist(entry.body) || entry.files?.[0]?.name || "";
  const forwarded = entry.forward ? `${entry.forward.name}: ` : "";
  const rest = entry.contacts?.[0]?.name ?? entry.files?.[0]?.name ?? "";
  return forwarded + (entry.text || rest);
}

function bodyGist(body) {
  const first = body.find((block) => block.is === "line" || block.is === "bullets");
  const spans = first?.is === "bullets" ? first.items[0] : first?.spans;
  return (spans ?? []).map((span) => span.text).join("");
}
