// Lists by keyboard: J and K move, Enter opens. A form that takes long says so.
"use strict";
(() => {
  const rows = [...document.querySelectorAll('[data-keys="rows"] tbody tr')];
  const links = rows.map((row) => row.querySelector("a")).filter(Boolean);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const step = { j: 1, J: 1, k: -1, K: -1 }[event.key];
    if (!step || links.length === 0) return;
    event.preventDefault();
    const place = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, place < 0 ? 0 : place + step))].focus();
  });
  for (const form of document.querySelectorAll("form[data-busy]")) {
    form.addEventListener("submit", (event) => {
      const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
      const size = files.reduce((sum, file) => sum + file.size, 0);
      if (form.dataset.limit && size > Number(form.dataset.limit)) {
        event.preventDefault();
        form.querySelector("[data-status]").textContent = form.dataset.over;
        return;
      }
      form.querySelector("[data-status]").textContent = form.dataset.busy;
      for (const button of form.querySelectorAll("button")) button.disabled = true;
    });
  }
})();
