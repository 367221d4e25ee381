// Making and mending the page. Text is only ever set as text: nothing a customer wrote can become markup.

/** An element; `on` holds listeners, `class` and `text` are what they say, the rest are attributes. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Make `parent` hold exactly these items in this order, keeping every node whose `version` is the same. */
export function sync(parent, items) {
  const wanted = new Set(items.map((item) => item.key));
  const known = new Map();
  for (const node of [...parent.children]) {
    if (wanted.has(node.dataset.key)) known.set(node.dataset.key, node);
    else node.remove();
  }
  let cursor = parent.firstElementChild;
  for (const item of items) {
    let node = known.get(item.key);
    if (!node || node.version !== item.version) node = swap(node, item);
    if (cursor && cursor.dataset.key === item.key) cursor = node.nextElementSibling;
    else parent.insertBefore(node, cursor);
  }
}

function swap(old, item) {
  const made = item.make(old);
  made.dataset.key = item.key;
  made.version = item.version;
  const hadFocus = old?.contains(document.activeElement);
  old?.replaceWith(made);
  if (hadFocus) (made.matches("button") ? made : made.querySelector("button"))?.focus();
  return made;
}

const STROKES = {
  plus: "M12 5v14M5 12h14",
  send: "M5 12l15-7-5 15-3.500-6z",
  check: "M5 12.500l4.500 4.500L19 7.500",
  back: "M15 5l-7 7 7 7",
  down: "M6 9l6 6 6-6",
  close: "M6 6l12 12M18 6L6 18",
  reply: "M9 7L4 12l5 5M4 12h10c3.500 0 6 2 6 6",
  edit: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4.500 4.500",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.500 20c.8-3.800 3.800-6 7.500-6s6.700 2.200 7.500 6",
  forward: "M15 7l5 5-5 5M20 12H10c-3.500 0-6 2-6 6",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400",
  moon: "M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z",
  out: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
  thumb: "M7 11v9H4v-9zM7 12l4-8c1.700 0 2.500 1.200 2.200 2.800L12.700 10H18c1.500 0 2.300 1.200 2 2.500l-1.300 5.700c-.3 1.200-1.200 1.800-2.300 1.800H7",
  window: "M4 6h10v10H4zM10 16v4h10V10h-6",
  group: "M9 5a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM2.500 19c.6-3.300 3.200-5 6.500-5s5.900 1.700 6.500 5M16 5.500a3.300 3.300 0 0 1 0 6.400M18 14.300c2 .7 3.200 2.300 3.600 4.700",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.500l3 2",
  bell: "M6 16V11a6 6 0 0 1 12 0v5l1.500 2h-15zM10 20.500h4",
  globe: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM4 12h16M12 4c2.500 2.300 3.500 5 3.500 8s-1 5.700-3.500 8c-2.500-2.300-3.500-5-3.500-8s1-5.700 3.500-8z",
};

/** One of the drawn signs, for the eye only. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }))
    svg.setAttribute(key, value);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", STROKES[name]);
  svg.append(path);
  return svg;
}

/** A round picture of somebody: the initials on a colour that stays theirs. */
export function avatar(name, kind = "") {
  if (kind === "bot") return el("img", { class: "avatar", src: "assets/icon.svg", alt: "" });
  const mark = kind === "group" ? "#" : initials(name);
  return el("span", { class: `avatar tone-${tone(name)}`, "aria-hidden": "true", text: mark });
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  if (/\p{Script=Han}/u.test(name)) return name.trim().slice(-1);
  return words.map((word) => [...word][0] ?? "").slice(0, 2).join("").toUpperCase();
}

export function tone(name) {
  let sum = 0x811c9dc5; // FNV-1a spreads even two names that share most letters
  for (const letter of name) sum = Math.imul(sum ^ letter.codePointAt(0), 0x01000193);
  return (((sum >>> 8) ^ sum) >>> 0) % 6;
}

export function announce(words) {
  document.getElementById("announcer").textContent = words;
}
