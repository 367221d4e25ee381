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
