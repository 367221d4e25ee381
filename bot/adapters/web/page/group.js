// "New group" and the quick way from chat to chat (Ctrl+K).

import { field, openDialog } from "./dialog.js";
import { avatar, el } from "./dom.js";
import { text } from "./words.js";

export function groupDialog(people, me, create) {
  const others = people.filter((person) => person.id !== me.id);
  const members = others.map((person) =>
    el(
      "label",
      { class: "member" },
      el("input", { type: "checkbox", name: "member", value: person.id }),
      avatar(person.name),
      el("span", { text: person.name }),
      el("small", { text: roleName(person) }),
    ),
  );
  openDialog({
    title: text("group_title"),
    fields: [
      field(text("group_name"), { name: "title", required: true, maxlength: 40, placeholder: "#sales", autofocus: true }),
      el("fieldset", { class: "members" }, el("legend", { text: text("group_members") }), members),
    ],
    action: text("create"),
    submit: (form) => {
      const data = new FormData(form);
      create(data.get("title").trim(), data.getAll("member"));
    },
  });
}

export function roleName(person) {
  return person.role ? text(`role_${person.role}`) : "";
}

/** Type a few letters, choose with the arrows, go with Enter. */
export function switcherDialog(chats, go) {
  const list = el("div", { class: "switcher", role: "listbox" });
  const input = el("input", { type: "text", class: "filter", autocomplete: "off", autofocus: true, "aria-label": text("search"), placeholder: text("search") });
  let at = 0;
  const found = () => chats.filter((chat) => chat.title.toLowerCase().includes(input.value.trim().toLowerCase()));
  const draw = () => {
    const rows = found().map((chat, index) =>
      el(
        "button",
        { type: "button", role: "option", "aria-selected": String(index === at), on: { click: () => choose(chat) } },
        avatar(chat.title, chat.group ? "group" : "bot"),
        el("span", { text: chat.title }),
      ),
    );
    list.replaceChildren(...(rows.length ? rows : [el("p", { text: text("nothing_found") })]));
  };
  const choose = (chat) => {
    dialog.close();
    go(chat.id);
  };
  const dialog = openDialog({ title: text("pick_title"), fields: [input, list], submit: () => found()[at] && choose(found()[at]) });
  input.addEventListener("input", () => {
    at = 0;
    draw();
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    at = (at + step + found().length) % Math.max(1, found().length);
    draw();
  });
  draw();
}
