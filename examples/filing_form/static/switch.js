"use strict";
// Keeps what was typed when the language changes; without this script, what was submitted is kept.

document.getElementById("switch").addEventListener("formdata", ({ formData }) => {
  for (const form of document.querySelectorAll("main form")) {
    for (const [name, value] of new FormData(form)) formData.set(name, value);
  }
});
