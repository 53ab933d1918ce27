"use strict";

/* While shares are typed, the page is fetched again at the address that the form would lead to, and its results take
   the place of those shown. The fields stay as they are, and the form leads to the same without it. */
const form = document.getElementById("shares");
const result = document.getElementById("result");
const PAUSE = 350; // milliseconds
let waiting;
let latest = 0;

function address() {
  const filled = [...new FormData(form)].filter(([, value]) => value.trim());
  return `${form.getAttribute("action")}?${new URLSearchParams(filled)}`;
}

function show(fresh) {
  for (const shown of document.querySelectorAll("[data-result]")) {
    const other = fresh.querySelector(`[data-result="${CSS.escape(shown.dataset.result)}"]`);
    if (!other || shown.innerHTML === other.innerHTML) continue;
    if (other.hasAttribute("href")) shown.setAttribute("href", other.getAttribute("href"));
    shown.replaceChildren(...document.importNode(other, true).childNodes);
  }
  for (const input of form.querySelectorAll("input[aria-describedby]")) {
    const invalid = fresh.getElementById(input.id)?.getAttribute("aria-invalid");
    if (invalid) input.setAttribute("aria-invalid", invalid);
    else input.removeAttribute("aria-invalid");
  }
  result.className = fresh.getElementById("result")?.className ?? result.className;
  for (const link of document.querySelectorAll("a.language, link[hreflang]")) {
    const other = fresh.querySelector(link.matches("link") ? "link[hreflang]" : "a.language");
    if (other) link.setAttribute("href", other.getAttribute("href"));
  }
  document.title = fresh.title;
}

async function work() {
  const mine = ++latest;
  result.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address(), { headers: { Accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== latest || !fresh.getElementById("result")) return;
    show(fresh);
    history.replaceState(null, "", answer.url);
  } catch {
    /* The service cannot be reached: the button says so. */
  } finally {
    if (mine === latest) result.removeAttribute("aria-busy");
  }
}

if (form && result) {
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(work, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
}
