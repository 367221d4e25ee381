// The line to the server. What a person does is kept here until the server has it for good, whatever happens between.

const SIGNED_OUT = 4401;
const PATIENCE = 15_000;

/** Speaks with the server; events: `message` (detail: what it said), `state` (open, lost, over), `outbox`. */
export class Wire extends EventTarget {
  constructor(query) {
    super();
    this.query = query;
    this.state = "lost";
    this.tries = 0;
    this.owner = null;
    this.waiting = [];
    this.refused = [];
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
  }

  connect() {
    clearTimeout(this.again);
    const url = new URL(`live?${this.query}`, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const socket = new WebSocket(url);
    this.socket = socket;
    socket.addEventListener("message", (event) => this.hear(JSON.parse(event.data)));
    socket.addEventListener("close", (event) => this.lose(socket, event.code));
  }

  /** Do something; it is sent, and sent again after a lost line, until the server says it has it. */
  do(action, shown = {}) {
    const item = { action: { key: newKey(), ...action }, shown, at: new Date().toISOString() };
    this.waiting.push(item);
    this.keep();
    this.pump();
    return item;
  }

  /** Ask for something that is only worth having now. */
  ask(question) {
    if (this.state !== "open") return;
    this.socket.send(JSON.stringify(question));
    this.silence ??= setTimeout(() => this.drop(), PATIENCE);
  }

  /** Give up a line on which nobody answers: a machine that slept may hold one that is long dead. */
  drop() {
    const { socket } = this;
    socket.close();
    this.lose(socket);
  }

  forget(item) {
    this.refused = this.refused.filter((one) => one !== item);
    this.changed();
  }

  /** Take up what an earlier page of this person's left unsent. */
  adopt(owner) {
    if (this.owner === owner) return;
    this.owner = owner;
    const kept = JSON.parse(sessionStorage.getItem(this.shelf()) ?? "[]");
    const known = new Set(this.waiting.map((item) => item.action.key));
    this.waiting = [...kept.filter((item) => !known.has(item.action.key)), ...this.waiting];
  }

  hear(message) {
    clearTimeout(this.silence);
    this.silence = null;
    if (message.is === "hello") {
      this.adopt(message.person.id);
      this.tries = 0;
      this.become("open");
    }
    if (message.is === "ack" || message.is === "made") this.settle(message.key);
    if (message.is === "refused") this.refuse(message);
    if (message.is === "busy") this.later();
    this.dispatchEvent(new CustomEvent("message", { detail: message }));
    if (message.is === "hello") {
      this.flying = null;
      this.pump();
    }
  }

  /** One at a time, so that lines arrive in the order they were said. */
  pump() {
    const next = this.waiting[0];
    if (!next || this.state !== "open" || this.flying) return;
    this.flying = next.action.key;
    this.socket.send(JSON.stringify(next.action));
    this.watch = setTimeout(() => this.drop(), PATIENCE);
  }

  settle(key) {
    clearTimeout(this.watch);
    if (this.flying === key) this.flying = null;
    this.waiting = this.waiting.filter((item) => item.action.key !== key);
    this.keep();
    this.pump();
  }

  refuse({ key, message }) {
    const item = this.waiting.find((one) => one.action.key === key);
    if (item) this.refused.push({ ...item, message });
    this.settle(key);
  }

  later() {
    clearTimeout(this.watch);
    setTimeout(() => {
      this.flying = null;
      this.pump();
    }, 500 + Math.random() * 1000);
  }

  lose(socket, code) {
    if (socket !== this.socket || socket.isLost) return;
    socket.isLost = true;
    clearTimeout(this.watch);
    clearTimeout(this.silence);
    this.silence = null;
    this.flying = null;
    if (code === SIGNED_OUT) return this.become("over");
    this.become("lost");
    const pause = Math.min(8000, 300 * 2 ** this.tries) * (0.6 + Math.random() * 0.4);
    this.tries += 1;
    this.again = setTimeout(() => this.connect(), pause);
  }

  /** Come back for a fresh picture: something was said in a chat this page does not know. */
  refresh() {
    this.tries = 0;
    this.socket.close();
  }

  hurry() {
    if (this.state === "lost" && this.socket.isLost) this.connect();
  }

  become(state) {
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: state }));
  }

  keep() {
    if (this.owner) sessionStorage.setItem(this.shelf(), JSON.stringify(this.waiting));
    this.changed();
  }

  changed() {
    this.dispatchEvent(new CustomEvent("outbox"));
  }

  shelf() {
    return `rapport.outbox.${this.owner}`;
  }
}

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
