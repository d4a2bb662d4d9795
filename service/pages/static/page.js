// Keys, menus and dialogs of every page. Everything works without this file; it only makes it quicker.

const OFF = "nemawashi-keys-off";
const dialog = document.getElementById("keys");
const box = document.getElementById("keys-on");

function keysAreOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false; // storage may be forbidden: then the keys stay on
  }
}

if (box) {
  box.checked = !keysAreOff();
  box.addEventListener("change", () => {
    try {
      if (box.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
    } catch {
      // nothing to remember it in
    }
  });
}

function isWriting(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));
}

let waitsForPlace = 0; // when `g` was pressed

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const open of document.querySelectorAll("details.drop[open]")) {
      open.open = false;
      if (open.contains(document.activeElement)) open.querySelector("summary").focus();
    }
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || keysAreOff() || isWriting(event.target)) return;
  if (dialog?.open) return;
  if (Date.now() - waitsForPlace < 1500) {
    waitsForPlace = 0;
    const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (link) {
      event.preventDefault();
      location.assign(link.href);
    }
    return;
  }
  if (event.key === "g") waitsForPlace = Date.now();
  else if (event.key === "/") {
    const field = document.querySelector(".search input[type=search]");
    if (field) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  } else if (event.key === "?" && dialog) {
    event.preventDefault();
    dialog.showModal();
  } else if (event.key === "[" || event.key === "]") {
    const link = document.querySelector(event.key === "[" ? "a[data-stop=previous]" : "a[data-stop=next]");
    if (link) {
      event.preventDefault();
      location.assign(link.href);
    }
  } else if (event.key.length === 1) {
    const link = document.querySelector(`a[data-record-key="${CSS.escape(event.key)}"]`);
    if (link) {
      event.preventDefault();
      location.assign(link.href);
    }
  }
});

// A click beside an open menu closes it.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.drop[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

// <button data-print> prints; <button data-dialog="id"> opens a dialog that is a plain form without script.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
for (const button of document.querySelectorAll("[data-dialog]")) {
  const target = document.getElementById(button.dataset.dialog);
  if (target instanceof HTMLDialogElement) {
    button.hidden = false;
    button.addEventListener("click", () => target.showModal());
  }
}

// A form that takes long says so and is sent once.
for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", () => {
    const note = form.querySelector("[data-busy-note]");
    if (note) note.hidden = false;
    for (const button of form.querySelectorAll("button")) setTimeout(() => (button.disabled = true), 0);
  });
}
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form[data-busy] button")) button.disabled = false;
});

// Print with everything open, then put it back.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open])")];
  for (const item of opened) item.open = true;
});
addEventListener("afterprint", () => {
  for (const item of opened) item.open = false;
  opened = [];
});
