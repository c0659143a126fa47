// Charts by Vega, which is loaded when the first of them is shown. What a chart shows stands in a table beside it, too.
"use strict";

(() => {
  const { el, t } = nianbao;
  let library = null;
  const tip = el("div", { id: "tip", hidden: true, "aria-hidden": "true" });
  document.body.append(tip);

  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  const config = () => ({
    background: color("paper"),
    font: getComputedStyle(document.body).fontFamily,
    axis: { labelColor: color("soft"), titleColor: color("soft"), gridColor: color("line"), domainColor: color("line"), tickColor: color("line"), labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal", gridOpacity: 0.7 },
    legend: { labelColor: color("ink"), titleColor: color("soft"), labelFontSize: 13, symbolStrokeWidth: 2.5, orient: "top", title: null, labelLimit: 260 },
    range: { category: ["series-1", "series-2", "series-3", "series-4", "series-5", "series-6", "series-7", "series-8"].map(color) },
    view: { stroke: null },
    text: { color: color("soft"), fontSize: 11 },
  });

  const showTip = (handler, event, item, value) => {
    tip.hidden = !value;
    if (!value) return;
    tip.textContent = value;
    tip.style.left = `${Math.min(event.clientX + 12, window.innerWidth - tip.offsetWidth - 8)}px`;
    tip.style.top = `${event.clientY + 16}px`;
  };

  // A figure with a caption, a chart, and buttons that download it. A click on a mark that has an address goes there.
  nianbao.chart = (title, spec, note = "") => {
    const box = el("div", { class: "chart" });
    const buttons = el("p", { class: "controls" });
    const figure = el("figure", {}, el("figcaption", {}, title, note ? el("small", {}, ` ${note}`) : null), box, buttons);
    let view = null;

    async function draw() {
      library ??= nianbao.addScript("charts-library.js");
      await library;
      if (!box.isConnected) return;
      view?.finalize();
      const described = { description: title, width: "container", autosize: { type: "fit-x", contains: "padding" }, ...spec };
      const shown = await nianbao.vegaEmbed(box, described, { mode: "vega-lite", renderer: "svg", actions: false, ast: true, defaultStyle: false, tooltip: showTip, config: config() });
      view = shown.view;
      view.addEventListener("click", (event, item) => {
        if (item?.datum?.address) location.hash = item.datum.address;
      });
      buttons.replaceChildren(
        el("button", { type: "button", class: "quiet", onclick: async () => nianbao.download(`${title}.svg`, await view.toSVG(), "image/svg+xml") }, t("downloadSvg")),
        el("button", { type: "button", class: "quiet", onclick: async () => savePng() }, t("downloadPng")),
      );
    }

    async function savePng() {
      el("a", { href: await view.toImageURL("png", 2), download: `${title}.png` }).click();
    }

    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", draw);
    return { figure, draw, leave: () => { scheme.removeEventListener("change", draw); view?.finalize(); tip.hidden = true; } };
  };
})();
