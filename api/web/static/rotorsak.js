"use strict";

/* Beside each permanent link, a button that copies its whole address; beside ids and texts to copy, one that copies
   them. What is copied is there without it. */
for (const source of document.querySelectorAll("a.permanent, .copyable")) {
  if (!navigator.clipboard) break;
  const swedish = document.documentElement.lang === "sv";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = swedish ? "Kopiera" : "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.href ?? source.textContent);
    button.textContent = swedish ? "Kopierad" : "Copied";
  });
  source.after(" ", button);
}
