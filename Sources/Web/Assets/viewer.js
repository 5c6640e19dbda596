// The page's picture: wheel and keys zoom, dragging pans, the line under work is shown on it.
"use strict";
(() => {
  const viewer = document.querySelector(".viewer");
  const pages = [...document.querySelectorAll("svg.page")];
  if (!viewer || pages.length === 0) return;
  viewer.querySelector(".tools").hidden = false;

  const whole = (page) => ({ x: 0, y: 0, w: Number(page.dataset.width), h: Number(page.dataset.height) });
  const views = new Map(pages.map((page) => [page, whole(page)]));
  const show = (page, view) => {
    const full = whole(page);
    const scale = Math.min(1, Math.max(0.04, view.w / full.w));
    view.w = full.w * scale;
    view.h = full.h * scale;
    view.x = Math.min(full.w - view.w, Math.max(0, view.x));
    view.y = Math.min(full.h - view.h, Math.max(0, view.y));
    views.set(page, view);
    page.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
  };
  const zoom = (page, factor, fx = 0.5, fy = 0.5) => {
    const old = views.get(page);
    const full = whole(page);
    const w = Math.min(full.w, Math.max(full.w * 0.04, old.w * factor));
    const h = (w * full.h) / full.w;
    show(page, { x: old.x + (old.w - w) * fx, y: old.y + (old.h - h) * fy, w, h });
  };

  for (const page of pages) {
    page.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && views.get(page).w >= whole(page).w && event.deltaY > 0) return;
      event.preventDefault();
      const place = page.getBoundingClientRect();
      zoom(page, event.deltaY > 0 ? 1.2 : 1 / 1.2, (event.clientX - place.left) / place.width,
        (event.clientY - place.top) / place.height);
    }, { passive: false });
    let from = null;
    page.addEventListener("pointerdown", (event) => {
      from = { x: event.clientX, y: event.clientY, view: { ...views.get(page) } };
      page.setPointerCapture(event.pointerId);
    });
    page.addEventListener("pointermove", (event) => {
      if (!from) return;
      const place = page.getBoundingClientRect();
      show(page, {
        ...from.view,
        x: from.view.x - ((event.clientX - from.x) * from.view.w) / place.width,
        y: from.view.y - ((event.clientY - from.y) * from.view.h) / place.height,
      });
    });
    for (const end of ["pointerup", "pointercancel"]) page.addEventListener(end, () => { from = null; });
    page.addEventListener("keydown", (event) => {
      const view = { ...views.get(page) };
      const step = view.w * 0.1;
      if (event.key === "+" || event.key === "=") zoom(page, 1 / 1.3);
      else if (event.key === "-") zoom(page, 1.3);
      else if (event.key === "0") show(page, whole(page));
      else if (event.key === "ArrowLeft") show(page, { ...view, x: view.x - step });
      else if (event.key === "ArrowRight") show(page, { ...view, x: view.x + step });
      else if (event.key === "ArrowUp") show(page, { ...view, y: view.y - step });
      else if (event.key === "ArrowDown") show(page, { ...view, y: view.y + step });
      else return;
      event.preventDefault();
    });
  }
  viewer.addEventListener("click", (event) => {
    const kind = event.target.dataset ? event.target.dataset.zoom : null;
    if (!kind) return;
    for (const page of pages) {
      if (kind === "fit") show(page, whole(page));
      else zoom(page, kind === "in" ? 1 / 1.3 : 1.3);
    }
  });
  viewer.querySelector("[data-boxes]").addEventListener("change", (event) => {
    viewer.classList.toggle("hide-boxes", !event.target.checked);
  });

  // What has the focus is shown on the page; a click on the page goes to its line.
  const boxes = (key) => [...viewer.querySelectorAll(".box")].filter((box) => box.dataset.for === key);
  const mark = (key) => {
    for (const box of viewer.querySelectorAll(".box.current")) box.classList.remove("current");
    const found = boxes(key);
    for (const box of found) box.classList.add("current");
    const box = found[0];
    if (!box) return;
    const page = box.closest("svg");
    const view = { ...views.get(page) };
    const [x, y, w, h] = ["x", "y", "width", "height"].map((name) => Number(box.getAttribute(name)));
    if (view.w < whole(page).w) show(page, { ...view, x: x + w / 2 - view.w / 2, y: y + h / 2 - view.h / 2 });
    const scroller = viewer.querySelector(".pages");
    const place = box.getBoundingClientRect();
    const frame = scroller.getBoundingClientRect();
    if (place.top < frame.top || place.bottom > frame.bottom) {
      scroller.scrollBy({ top: place.top - frame.top - frame.height / 2 });
    }
  };
  document.addEventListener("focusin", (event) => {
    const holder = event.target.closest("[data-key]");
    if (holder) mark(holder.dataset.key);
  });
  viewer.addEventListener("dblclick", (event) => {
    const box = event.target.closest(".box");
    if (!box) return;
    const key = box.dataset.for.replace(/^(line-\d+)-.*$/, "$1");
    const holder = document.querySelector(`[data-key="${key}"]`);
    const input = holder ? holder.querySelector("input") : null;
    if (input) input.focus();
  });
})();
