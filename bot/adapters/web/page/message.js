// One message as it stands in the thread.

import { body, plainWords } from "./body.js";
import { avatar, el, icon, tone } from "./dom.js";
import { gist } from "./store.js";
import { clockTime, fileSize, fullTime, text } from "./words.js";

const THUMB = "👍";
const PICTURES = /\.(png|jpg|gif|webp)$/;

/** `place` tells what stands around it: {mine, first, group, tap, quoted, title}; `acts` what can be done with it. */
export function message(entry, place, acts) {
  const side = place.mine ? "mine" : entry.kind === "bot" ? "bot" : "theirs";
  const state = entry.state ? ` ${entry.state}` : "";
  const holder = el(
    "article",
    { class: `message ${side}${place.first ? " first" : ""}${state}`, "aria-label": spoken(entry, place) },
    place.mine ? null : place.first ? face(entry) : el("span", { class: "avatar none" }),
    el("div", { class: "column" }, name(entry, place), bubble(entry, place, acts), signs(entry, place, acts), choices(entry, place, acts), trouble(entry, acts)),
    tools(entry, place, acts),
  );
  if (matchMedia("(hover: none)").matches) holder.addEventListener("click", () => holder.classList.toggle("picked"));
  return holder;
}

function spoken(entry, place) {
  return `${place.mine ? text("you") : author(entry, place)}, ${clockTime(new Date(entry.at))}`;
}

function author(entry, place) {
  return entry.kind === "bot" ? place.title : entry.author.name;
}

function face(entry) {
  return avatar(entry.kind === "bot" ? "" : entry.author.name, entry.kind === "bot" ? "bot" : "");
}

function name(entry, place) {
  if (place.mine || !place.first || (entry.kind === "bot" && !place.group)) return null;
  const colour = entry.kind === "bot" ? "" : ` ink-${tone(entry.author.name)}`;
  return el("span", { class: `name${colour}`, text: author(entry, place) });
}

function bubble(entry, place, acts) {
  const pictures = (entry.files ?? []).filter((file) => PICTURES.test(file.id));
  const others = (entry.files ?? []).filter((file) => !PICTURES.test(file.id));
  const words = entry.kind === "bot" ? body(entry.body) : entry.text ? plainWords(entry.text) : null;
  const made = el(
    "div",
    { class: `bubble${isBare(entry, pictures) ? " bare" : ""}` },
    entry.private ? el("span", { class: "private" }, icon("lock"), text(place.group ? "only_you" : "privately")) : null,
    entry.forward ? forwarded(entry.forward) : null,
    place.quoted ? quoted(place, acts) : null,
    pictures.map((file) => picture(file, acts)),
    others.map(attachment),
    (entry.contacts ?? []).map(contact),
    words,
  );
  lastLine(words, made).append(" ", stamp(entry, place));
  return made;
}

/** Where the time stands: beside the last words if there is room, else under what came last. */
function lastLine(words, bubble) {
  if (words?.matches("p")) return words;
  const last = words?.lastElementChild;
  return last?.matches("p") ? last : bubble;
}

function isBare(entry, pictures) {
  return pictures.length > 0 && pictures.length === entry.files.length && !entry.text && !entry.body?.length && !entry.forward;
}

function stamp(entry, place) {
  const at = new Date(entry.at);
  const marks = [];
  if (entry.edited) marks.push(el("span", { class: "edited", text: text("edited") }));
  marks.push(el("time", { datetime: entry.at, title: fullTime(at), text: clockTime(at) }));
  if (place.mine && !entry.state) marks.push(el("span", { class: "tick", title: text("sent") }, icon("check")));
  if (entry.state === "sending") marks.push(el("span", { class: "tick", title: text("sending") }, icon("clock")));
  return el("span", { class: "stamp" }, marks);
}

function forwarded(forward) {
  const note = { hidden: "hidden", channel: "channel", chat: "group" }[forward.kind];
  const words = text("forwarded", { name: forward.name }) + (note ? ` · ${text(note)}` : "");
  return el("span", { class: "forwarded" }, icon("forward"), words);
}

function quoted({ quoted: original, title, quotedMine }, acts) {
  const who = quotedMine ? text("you") : original.kind === "bot" ? title : original.author.name;
  return el(
    "button",
    { class: "quoted", type: "button", on: { click: () => acts.jump(original.id) } },
    el("strong", { text: who }),
    el("span", { text: gist(original) }),
  );
}

export function fileUrl(file) {
  const query = location.search.match(/[?&](as=[^&]*)/)?.[1];
  return `files/${file.id}/${encodeURIComponent(file.name || "file")}${query ? `?${query}` : ""}`;
}

function picture(file, acts) {
  const shown = el("img", { src: fileUrl(file), alt: file.name || text("picture"), loading: "lazy" });
  shown.addEventListener("load", acts.grown);
  return el("button", { class: "picture", type: "button", on: { click: () => acts.enlarge(file) } }, shown);
}

function attachment(file) {
  return el(
    "a",
    { class: "file", href: fileUrl(file), download: file.name || true, title: text("download") },
    el("span", { class: "file-sign" }, icon("file")),
    el("span", { class: "file-name" }, el("strong", { text: file.name }), el("small", { text: fileSize(file.size) })),
  );
}

function contact(one) {
  const ways = [
    ...(one.phones ?? []).map((phone) => el("a", { href: `tel:${phone.replace(/[^+\d]/g, "")}`, text: phone })),
    ...(one.emails ?? []).map((mail) => el("a", { href: `mailto:${mail}`, text: mail })),
  ];
  return el(
    "div",
    { class: "contact" },
    avatar(one.name || "?"),
    el("div", {}, el("strong", { text: one.name }), one.company ? el("small", { text: one.company }) : null, ways),
  );
}

function choices(entry, { tap }, acts) {
  const rows = entry.choices ?? [];
  const isOpen = tap && rows.flat().some((choice) => choice.token === tap.token);
  const made = rows.map((row) => el("div", { class: "choices" }, row.map((choice) => button(entry, choice, tap, acts))));
  if (tap?.label && !isOpen) {
    made.push(el("div", { class: "chosen-note" }, icon("check"), text("chosen", { label: tap.label })));
  }
  return made;
}

function button(entry, choice, tap, acts) {
  const isChosen = tap?.token === choice.token;
  const waits = isChosen && tap.state === "sending";
  return el(
    "button",
    {
      type: "button",
      class: `choice${isChosen ? " chosen" : ""}${waits ? " waiting" : ""}`,
      "aria-pressed": isChosen ? "true" : null,
      disabled: waits,
      data: { token: choice.token },
      on: { click: () => acts.press(entry, choice) },
    },
    isChosen ? icon("check") : null,
    el("span", { text: choice.label }),
  );
}

function signs(entry, place, acts) {
  const present = Object.entries(place.signs).filter(([, names]) => names.length);
  if (!present.length) return null;
  return el("div", { class: "signs" }, present.map(([emoji, names]) => sign(entry, emoji, names, acts)));
}

function sign(entry, emoji, names, acts) {
  const isMine = names.includes("");
  const who = names.map((name) => name || text("you")).join(", ");
  const words = names.length > 1 ? `${emoji} ${names.length}` : emoji;
  return el("button", {
    type: "button",
    class: `sign${isMine ? " own" : ""}`,
    title: who,
    "aria-label": `${emoji} ${who}`,
    "aria-pressed": String(isMine),
    text: words,
    on: { click: () => acts.react(entry, emoji, !isMine) },
  });
}

function trouble(entry, acts) {
  if (entry.state !== "refused") return null;
  return el(
    "div",
    { class: "trouble", role: "alert" },
    el("span", { text: entry.trouble }),
    el("button", { type: "button", text: text("retry"), on: { click: () => acts.rewrite(entry) } }),
    el("button", { type: "button", text: text("discard"), on: { click: () => acts.discard(entry) } }),
  );
}

function tools(entry, place, acts) {
  if (entry.state) return null;
  const words = entry.kind === "said" ? entry.text : null;
  const tool = (sign, label, act) =>
    el("button", { type: "button", class: "tool", title: text(label), "aria-label": text(label), on: { click: act } }, icon(sign));
  return el(
    "div",
    { class: "tools" },
    place.mine ? null : tool("thumb", "thumb", () => acts.react(entry, THUMB, !place.signs[THUMB]?.includes(""))),
    tool("reply", "reply", () => acts.reply(entry)),
    place.mine && words && !entry.forward ? tool("edit", "edit", () => acts.edit(entry)) : null,
    tool("copy", "copy", () => acts.copy(entry)),
  );
}
