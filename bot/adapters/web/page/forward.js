// "Forward from a customer": the page has no customers of its own, so one pretends to be any.

import { field, oneOf, openDialog } from "./dialog.js";
import { el, icon } from "./dom.js";
import { text } from "./words.js";

/** Asks who wrote what; `send` gets the parts of one message at a time, in order. */
export function forwardDialog(send) {
  const lines = el("div", { class: "lines" }, line(true));
  const add = el(
    "button",
    { type: "button", class: "link", on: { click: () => (lines.append(line()), lines.lastElementChild.querySelector("textarea").focus()) } },
    icon("plus"),
    text("forward_more"),
  );
  openDialog({
    title: text("forward_title"),
    words: text("forward_words"),
    fields: [
      field(text("forward_name"), { name: "name", required: true, maxlength: 200, autofocus: true }),
      oneOf(text("forward_sender"), "kind", [
        ["user", text("sender_user")],
        ["hidden", text("sender_hidden")],
        ["channel", text("sender_channel")],
        ["chat", text("sender_chat")],
      ]),
      lines,
      add,
      field(text("forward_when"), { name: "when", type: "datetime-local" }),
      field(text("forward_comment"), { name: "comment", maxlength: 10_000 }),
    ],
    action: text("forward"),
    submit: (form) => messages(new FormData(form)).forEach(send),
  });
}

function line(isFirst) {
  return field(isFirst ? text("forward_text") : "", {
    name: "line",
    area: true,
    required: isFirst,
    "aria-label": text("forward_text"),
  });
}

/** The form's answers as messages: each line one, all of one time, the comment last. */
export function messages(data) {
  const name = data.get("name").trim();
  const kind = data.get("kind");
  const person = kind === "hidden" ? undefined : `customer:${name.toLowerCase()}`;
  const when = data.get("when") ? new Date(data.get("when")) : new Date();
  const lines = data.getAll("line").map((words) => words.trim()).filter(Boolean);
  const made = lines.map((words) => ({ text: words, forward: { kind, name, user_id: person, sent_at: when.toISOString() } }));
  const comment = data.get("comment").trim();
  return comment ? [...made, { text: comment }] : made;
}
