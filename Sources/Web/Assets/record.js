// The form of a record: sums that close turn green as one types, keys, catalog search, and who is at work on it.
"use strict";
(() => {
  const form = document.getElementById("correction");
  if (!form) return;

  // Exact decimals: millionths as whole numbers, never floating point.
  const micros = (text) => {
    const found = /^\s*(-?)\s*[¥￥]?\s*(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d{1,6})0*)?\s*元?\s*$/.exec(text);
    if (!found || (found[2] === undefined && found[3] === undefined)) return null;
    const value = BigInt((found[2] || "0").replaceAll(",", "")) * 1000000n + BigInt((found[3] || "").padEnd(6, "0"));
    return found[1] ? -value : value;
  };
  const product = (a, b) => {
    const exact = a * b;
    const unit = 10000000000n;
    const half = exact < 0n ? -unit / 2n : unit / 2n;
    return ((exact + half) / unit) * 10000n;
  };
  const text = (value) => {
    const size = value < 0n ? -value : value;
    const whole = (size / 1000000n).toString().replace(/\B(?=(\d{3})+$)/g, ",");
    const cents = (size % 1000000n).toString().padStart(6, "0").replace(/0{1,4}$/, "");
    return (value < 0n ? "−" : "") + whole + "." + cents.padEnd(2, "0");
  };

  const rows = [...form.querySelectorAll("tr.line[data-line]")];
  const cell = (row, column) => row.querySelector(`[data-column="${column}"]`);
  const isRemoved = (row) => row.querySelector('.remove input')?.checked;
  const sums = document.getElementById("sums");
  const total = form.querySelector('[name="f.total"]');

  const calculate = () => {
    let sum = 0n;
    let isWhole = true;
    for (const row of [...rows, form.querySelector("tr.new")]) {
      if (!row || isRemoved(row)) continue;
      const [quantity, price, amount] = ["quantity", "unit_price", "amount"].map((name) => {
        const input = cell(row, name);
        return input && input.value.trim() !== "" ? micros(input.value) : undefined;
      });
      const isNew = row.classList.contains("new");
      if (amount === undefined || amount === null) {
        if (!isNew) isWhole = false;
      } else {
        sum += amount;
      }
      const holder = cell(row, "amount").closest("td");
      const known = [quantity, price, amount].every((value) => typeof value === "bigint");
      holder.classList.toggle("closes", known && product(quantity, price) === amount);
      holder.classList.toggle("open", known && product(quantity, price) !== amount);
    }
    sums.querySelector("[data-sum]").textContent = text(sum);
    const printed = micros(total ? total.value : sums.dataset.printed);
    const closes = isWhole && printed !== null && printed === sum;
    sums.classList.toggle("closes", closes);
    sums.classList.toggle("open", !closes);
    sums.querySelector("[data-verdict]").textContent =
      closes ? sums.dataset.closes : printed === null ? "–" : `${sums.dataset.open} ${text(printed - sum)}`;
  };
  form.addEventListener("input", calculate);
  calculate();

  // Typed text must not be lost by a slip of the hand, a closed window or a session that ended: this tab keeps it until it was saved.
  let isDirty = false;
  const review = form.querySelector('[name="review"]').value;
  const draftPlace = `draft:${location.pathname}`;
  const typed = () => [...form.elements].filter((e) => e.name && e.type !== "hidden").map((e) =>
    [e.name, e.type === "checkbox" ? e.checked : e.value]);
  const before = new Map(typed());
  const keep = () => {
    const changed = typed().filter(([name, value]) => before.get(name) !== value);
    try { sessionStorage.setItem(draftPlace, JSON.stringify({ review, account: form.dataset.account, changed })); } catch { /* No room: the page itself still holds it. */ }
  };
  try {
    const draft = JSON.parse(sessionStorage.getItem(draftPlace) || "null");
    sessionStorage.removeItem(draftPlace);
    if (draft && draft.review === review && draft.account === form.dataset.account && draft.changed.length > 0) {
      for (const [name, value] of draft.changed) {
        const field = form.elements.namedItem(name);
        if (!field || !("value" in field)) continue;
        if (field.type === "checkbox") field.checked = value; else field.value = value;
      }
      const notice = document.getElementById("draft");
      if (notice) notice.hidden = false;
      isDirty = true;
      keep();
      calculate();
    }
  } catch { /* A draft that cannot be read is none. */ }
  form.addEventListener("input", () => { isDirty = true; keep(); });
  form.addEventListener("submit", () => { isDirty = false; keep(); });
  window.addEventListener("beforeunload", (event) => { if (isDirty) event.preventDefault(); });

  // Keys.
  let place = -1;
  const go = (index) => {
    if (rows.length === 0) return;
    place = Math.max(0, Math.min(rows.length - 1, index));
    for (const row of rows) row.classList.toggle("current", row === rows[place]);
    rows[place].focus();
    rows[place].scrollIntoView({ block: "nearest" });
  };
  const nextDoubt = () => {
    const next = rows.findIndex((row, index) => index > place && row.classList.contains("doubt")
      && !row.querySelector(".checks input").checked);
    go(next < 0 ? place + 1 : next);
  };
  form.addEventListener("focusin", (event) => {
    const row = event.target.closest("tr.line[data-line]");
    if (!row) return;
    place = rows.indexOf(row);
    for (const other of rows) other.classList.toggle("current", other === row);
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target.closest("input:not([type=checkbox]), select");
    if (isTyping) {
      if (event.key === "Escape" && rows[place]) { rows[place].focus(); event.preventDefault(); }
      // Enter must not save half a correction; it goes to the next line.
      if (event.key === "Enter" && event.target.closest("tr.line")) { event.preventDefault(); go(place + 1); }
      return;
    }
    if (event.target.closest("button, a, summary, svg")) return;
    const row = rows[place];
    const focus = (input) => { if (input) { input.focus(); input.select(); } };
    switch (event.key.toLowerCase()) {
      case "j": case "arrowdown": go(place + 1); break;
      case "k": case "arrowup": go(place - 1); break;
      case "n": nextDoubt(); break;
      case "enter":
        if (!row) return;
        row.querySelector(".checks input").checked = true;
        isDirty = true;
        keep();
        nextDoubt();
        break;
      case "e": if (row) focus(cell(row, "amount")); break;
      case "q": if (row) focus(cell(row, "quantity")); break;
      case "p": if (row) focus(cell(row, "unit_price")); break;
      case "m": if (row) focus(cell(row, "name")); break;
      case "c": if (row) focus(row.querySelector("[data-entry]")); break;
      case "o":
        if (!row) return;
        row.querySelector("[data-entry]").value = "目录外";
        isDirty = true;
        keep();
        break;
      case "1": case "2": case "3": case "4": case "5": {
        const option = row ? row.querySelectorAll("datalist option")[Number(event.key) - 1] : null;
        if (!option) return;
        row.querySelector("[data-entry]").value = option.value;
        row.querySelector(".entry .name").textContent = option.textContent || option.value;
        isDirty = true;
        keep();
        break;
      }
      case "s": focus(document.getElementById("reason")); break;
      default: return;
    }
    event.preventDefault();
  });

  // The catalog, searched as one types.
  let list = null;
  let wanted = 0;
  const close = () => { if (list) list.remove(); list = null; };
  const choose = (input, item) => {
    input.value = item.dataset.code;
    input.closest(".entry").querySelector(".name").textContent = item.dataset.name;
    isDirty = true;
    keep();
    close();
  };
  for (const input of form.querySelectorAll("[data-entry]")) {
    input.addEventListener("input", async () => {
      const words = input.value.trim();
      wanted += 1;
      const number = wanted;
      if (words.length < 2) { close(); return; }
      const answer = await fetch(`${form.dataset.search}?words=${encodeURIComponent(words)}&limit=10`);
      if (!answer.ok || number !== wanted) return;
      const { entries } = await answer.json();
      close();
      if (entries.length === 0 || document.activeElement !== input) return;
      list = document.createElement("ul");
      list.className = "suggest";
      list.setAttribute("role", "listbox");
      for (const entry of entries) {
        const item = document.createElement("li");
        item.setAttribute("role", "option");
        item.dataset.code = entry.code;
        item.dataset.name = entry.name;
        const name = document.createElement("span");
        name.textContent = `${entry.class} ${entry.name} ${entry.spec}`;
        const code = document.createElement("small");
        code.textContent = entry.code;
        item.append(name, code);
        item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(input, item); });
        list.append(item);
      }
      list.firstElementChild.setAttribute("aria-selected", "true");
      // The browser's own list of candidates would lie over this one.
      input.removeAttribute("list");
      const place = input.getBoundingClientRect();
      list.style.left = `${Math.max(8, Math.min(place.left, innerWidth - 370))}px`;
      list.style.top = `${place.bottom + 2}px`;
      document.body.append(list);
    });
    input.addEventListener("keydown", (event) => {
      if (!list) return;
      const items = [...list.children];
      const current = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const next = (current + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length;
        items.forEach((item, index) => item.setAttribute("aria-selected", String(index === next)));
        items[next].scrollIntoView({ block: "nearest" });
      } else if (event.key === "Enter") {
        choose(input, items[current]);
      } else if (event.key === "Escape") {
        close();
      } else {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    });
    input.addEventListener("blur", close);
    addEventListener("scroll", (event) => { if (event.target === document) close(); }, { capture: true, passive: true });
  }

  // Others see that somebody is at work here.
  const token = form.querySelector('[name="csrf"]').value;
  const lease = () => fetch(form.dataset.lease, { method: "POST", body: new URLSearchParams({ csrf: token }) })
    .then((answer) => answer.ok ? answer.json() : null)
    .then((held) => {
      const notice = document.getElementById("busy");
      if (!held || !notice) return;
      notice.hidden = held.holder === form.dataset.account;
      notice.querySelector("[data-holder]").textContent = held.holder;
    })
    .catch(() => {});
  lease();
  setInterval(lease, 60000);
  const first = rows.findIndex((row) => row.classList.contains("doubt"));
  go(first < 0 ? 0 : first);
})();
