// The address behind # names the view; whatever is shown has one that stays.
"use strict";

(() => {
  const { el, t, load } = nianbao;
  const main = document.getElementById("main");
  const announcer = document.getElementById("announcer");
  const VIEWS = { "": "map", map: "map", province: "province", government: "government", indicators: "indicators", indicator: "indicator", report: "report", search: "search", about: "about" };
  const NAVIGATION = [["map", []], ["indicators", ["indicators"]], ["search", ["search"]], ["about", ["about"]]];
  let current = { view: null, update: null };
  let turn = 0;

  const parts = () => {
    const [, ...found] = location.hash.slice(1).split("/");
    try {
      return found.map(decodeURIComponent);
    } catch {
      return ["missing"];
    }
  };

  async function show(first = false) {
    const mine = ++turn;
    const [name = "", ...rest] = parts();
    const view = VIEWS[name];
    // A view that only moves within itself, such as from figure to figure of a report, stays as it is.
    if (current.view === view && current.update?.(...rest)) return;
    main.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => main.replaceChildren(el("p", { class: "loading" }, t("loading"))), 300);
    let shown;
    try {
      if (!view) throw new nianbao.Missing(name);
      shown = await nianbao.views[view](...rest);
    } catch (error) {
      if (!(error instanceof nianbao.Missing)) throw error;
      shown = { title: t("missing"), content: [el("h1", {}, t("missing")), el("p", {}, nianbao.link([], t("back")))] };
    } finally {
      clearTimeout(slow);
    }
    if (mine !== turn) return;
    current.leave?.();
    current = { view, update: shown.update, leave: shown.leave };
    main.replaceChildren(...[shown.content].flat(Infinity).filter(Boolean));
    main.removeAttribute("aria-busy");
    document.title = `${shown.title} · 年报 nianbao`;
    announcer.textContent = shown.title;
    frame(name || "map");
    if (!first) {
      window.scrollTo(0, 0);
      const heading = main.querySelector("h1");
      heading?.setAttribute("tabindex", "-1");
      heading?.focus({ preventScroll: true });
    }
    // Where a table does not fit, its latest years are seen first.
    for (const box of main.querySelectorAll(".scroll.latest")) box.scrollLeft = box.scrollWidth;
    shown.ready?.();
  }

  function frame(name) {
    document.documentElement.lang = nianbao.language === "zh" ? "zh-CN" : "en";
    const section = { province: "map", government: "map", report: "map", indicator: "indicators" }[name] ?? name;
    const navigation = document.getElementById("navigation");
    navigation.setAttribute("aria-label", t("navigation"));
    navigation.replaceChildren(
      ...NAVIGATION.map(([key, address]) => el("a", { href: nianbao.address(...address), "aria-current": section === key ? "page" : null }, t(key))),
    );
    const language = document.getElementById("language");
    language.textContent = t("otherLanguage");
    language.lang = nianbao.language === "zh" ? "en" : "zh-CN";
    load("site").then((site) =>
      document.getElementById("footer").replaceChildren(el("p", {}, t("snapshotLine", site))),
    );
  }

  document.getElementById("language").addEventListener("click", () => {
    nianbao.language = nianbao.language === "zh" ? "en" : "zh";
    nianbao.remember("language", nianbao.language);
    current.update = null;
    show(true);
  });
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });
  window.addEventListener("hashchange", () => show());
  show(true);
})();
