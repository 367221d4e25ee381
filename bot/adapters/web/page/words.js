// The page's texts, dates and numbers, in the language the server speaks to this person.

let words = {};
let language = "en";

export function speak(newLanguage, newWords) {
  language = newLanguage;
  words = newWords;
  document.documentElement.lang = language === "zh" ? "zh-Hans" : language;
}

/** A text by its key, its {places} filled in. */
export function text(key, values = {}) {
  const found = words[key] ?? key;
  return found.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
}

/** What a language calls itself. */
export function languageName(code) {
  const own = new Intl.DisplayNames([code], { type: "language" });
  return own.of(code);
}

export function clockTime(date) {
  return new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" }).format(date);
}

export function fullTime(date) {
  return new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" }).format(date);
}

/** "Today", "Yesterday", a weekday with its date, and the year only where it is not this one. */
export function dayName(date, today = new Date()) {
  const days = Math.round((midnight(today) - midnight(date)) / 86_400_000);
  if (days === 0) return text("today");
  if (days === 1) return text("yesterday");
  const year = date.getFullYear() === today.getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", year }).format(date);
}

/** For the chat list: the time today, else the day. */
export function shortTime(date, today = new Date()) {
  const days = Math.round((midnight(today) - midnight(date)) / 86_400_000);
  if (days === 0) return clockTime(date);
  if (days === 1) return text("yesterday");
  if (days > 1 && days < 7) return new Intl.DateTimeFormat(language, { weekday: "short" }).format(date);
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "short" }).format(date);
}

export function fileSize(bytes) {
  if (bytes === undefined || bytes === null) return "";
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  const digits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: digits }).format(value);
}

export function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
