// What one does to the page as a whole: keys that work everywhere, files dragged onto it.

import { text } from "./words.js";

/** Ctrl+K (or Command+K) looks for a chat, unless a dialog is open already. */
export function listenForSearch(search) {
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!document.querySelector("dialog[open]")) search();
  });
}

/** Whoever begins to type, wherever the focus is, types into the message. */
export function listenForTyping(focus) {
  document.addEventListener("keydown", (event) => {
    const isLetter = (event.key.length === 1 && event.key !== " ") || event.key === "Process"; // Process: an input method
    if (!isLetter || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, textarea, select") || document.querySelector("dialog[open]")) return;
    focus();
  });
}

/** Files dropped on this part of the page. */
export function listenForFiles(part, take) {
  part.dataset.drop = text("drop");
  const drag = (event, isOver) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    part.classList.toggle("dropping", isOver);
  };
  part.addEventListener("dragover", (event) => drag(event, true));
  part.addEventListener("dragleave", (event) => drag(event, false));
  part.addEventListener("drop", (event) => {
    drag(event, false);
    take(event.dataTransfer.files);
  });
}
