"use strict";
// What has been typed survives a change of language; without this script, what has been sent does.

document.getElementById("switch").addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of new FormData(document.querySelector("main form"))) formData.set(name, value);
});
