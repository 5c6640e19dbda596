// Shows how far reading has come, page by page, without loading the form again.
"use strict";
(() => {
  const look = async () => {
    const shown = document.getElementById("jobs");
    if (!shown || !("live" in shown.dataset)) return;
    try {
      const answer = await fetch("/upload", { headers: { Accept: "text/html" } });
      if (answer.ok && !answer.redirected) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById("jobs");
        if (fresh) shown.replaceWith(fresh);
      }
    } catch { /* The server may be starting again: the next look tells. */ }
    setTimeout(look, 1000);
  };
  setTimeout(look, 500);

  // Files that are dropped beside the field, too.
  const form = document.querySelector("form.upload");
  const field = document.getElementById("files");
  if (!form || !field) return;
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    form.classList.remove("over");
    if (event.target === field) return;
    event.preventDefault();
    field.files = event.dataTransfer.files;
  });
})();
