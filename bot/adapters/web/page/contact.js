// "Share a contact": typed in, or read from a vCard.

import { field, openDialog } from "./dialog.js";
import { el } from "./dom.js";
import { text } from "./words.js";

export function contactDialog(send) {
  let card;
  const file = el("input", { type: "file", accept: ".vcf,text/vcard", class: "unseen", id: "vcard-file" });
  file.addEventListener("change", async () => {
    card = await file.files[0].text();
    fill(file.form, readCard(card));
  });
  openDialog({
    title: text("contact_title"),
    fields: [
      field(text("contact_name"), { name: "name", required: true, maxlength: 200, autofocus: true }),
      field(text("contact_company"), { name: "company", maxlength: 200 }),
      field(text("contact_phone"), { name: "phone", type: "tel", maxlength: 200 }),
      field(text("contact_email"), { name: "email", type: "email", maxlength: 200 }),
      el("label", { class: "link", for: "vcard-file" }, file, text("contact_vcard")),
    ],
    action: text("share"),
    submit: (form) => send({ contacts: [contact(new FormData(form), card)] }),
  });
}

function contact(data, vcard) {
  const value = (name) => data.get(name).trim();
  const list = (name) => value(name).split(/[,;]\s*/).filter(Boolean);
  return { name: value("name"), company: value("company") || undefined, phones: list("phone"), emails: list("email"), vcard };
}

function fill(form, found) {
  for (const [name, value] of Object.entries(found)) form.elements[name].value = value;
}

/** What a vCard (RFC 6350, and its elder 3.0) says of name, company, phones and emails. */
export function readCard(card) {
  const unfolded = card.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
  const all = (wanted) =>
    unfolded
      .map((row) => row.match(/^(?:[\w-]+\.)?([\w-]+)((?:;[^:]*)?):(.*)$/))
      .filter((found) => found && found[1].toUpperCase() === wanted)
      .map((found) => plain(found[3]));
  const family = (all("N")[0] ?? "").split(";").slice(0, 2).reverse().join(" ").trim();
  return {
    name: all("FN")[0] ?? family,
    company: (all("ORG")[0] ?? "").split(";")[0],
    phone: all("TEL").map((value) => value.replace(/^tel:/i, "")).join(", "),
    email: all("EMAIL").join(", "),
  };
}

function plain(value) {
  return value.replace(/\\n/gi, " ").replace(/\\([,;\\])/g, "$1").trim();
}
