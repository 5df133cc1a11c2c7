// Shows the findings from new answers without leaving the page: what has the focus keeps it, and stays where it is.
// Without this script the answers bring a new page, at its findings.

const form = document.getElementById("questions");
const status = document.getElementById("updated");

/** Puts the questions and findings of a new page into this one. */
function show(page) {
  const before = form.querySelector(".go").getBoundingClientRect().top;
  for (const id of ["asked", "findings"]) document.getElementById(id).replaceWith(page.getElementById(id));
  // Questions may have come or gone above the button.
  window.scrollBy({ top: form.querySelector(".go").getBoundingClientRect().top - before, behavior: "instant" });
  status.textContent = page.getElementById("updated").dataset.told;
  document.getElementById("findings-title").scrollIntoView({ block: "nearest", behavior: "instant" });
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const focused = document.activeElement?.id;
  try {
    const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (!response.ok) throw new Error();
    // A screen reader then says the same sentence again.
    status.textContent = "";
    show(new DOMParser().parseFromString(await response.text(), "text/html"));
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  } catch {
    form.submit();
  }
});
