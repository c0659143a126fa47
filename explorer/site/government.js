// A government or agency: its reports, and all its figures over the years, each leading to its sentence.
"use strict";

(() => {
  const { el, t, load } = nianbao;

  nianbao.views.government = async (id) => {
    const [site, codes, government] = await Promise.all([load("site"), load("codes"), load(nianbao.governmentKey(id))]);
    const years = government.years.filter((year) => year.report);
    const province = site.provinces.find((one) => one.code === government.province);
    return {
      title: government.name,
      content: [
        el("p", { class: "path" }, nianbao.link([], t("map")), " › ", province ? nianbao.link(["province", province.code], nianbao.provinceName(province)) : null),
        el("h1", {}, government.name),
        el("p", { class: "lead" }, `${government.place} · ${t(`level.${government.level}`)} · ${t(`kind.${government.kind}`)}`),
        el("h2", {}, t("government.years")),
        years.length ? reports(government) : el("p", {}, t("government.none")),
        years.length ? [el("h2", {}, t("government.figures")), el("p", { class: "note" }, t("government.figuresNote"), " ", t("government.breaks")), figures(government, years, codes)] : null,
      ],
    };
  };

  function reports(government) {
    return el(
      "ul",
      { class: "plain cards" },
      government.years.filter((year) => year.report).map((year) =>
        el(
          "li",
          {},
          nianbao.link(["report", year.report], el("b", {}, year.year), " ", t(`form.${year.form}`)),
          el("small", {}, [
            t("report.figures", { count: Object.values(year.figures).filter(([value]) => value !== null).length }),
            year.unread ? ` · ${t("unreadShare")} ${nianbao.percent(year.unread)}` : "",
            year.incomplete ? ` · ${t("mark.p")}` : "",
            year.status === "conflict" ? ` · ${t("state.C")}: ${year.reason}` : "",
          ]),
        ),
      ),
    );
  }

  function figures(government, years, codes) {
    const stated = nianbao.inOrder(codes).filter((code) => years.some((year) => code in year.figures || code in year.ratios));
    const body = el("tbody", {});
    const filter = el("input", { type: "search", id: "filter", oninput: fill });

    function fill() {
      const wanted = filter.value.trim().toLowerCase();
      const found = stated.filter((code) => nianbao.codeFits(codes, code, wanted));
      body.replaceChildren(...found.map(row));
    }

    function row(code) {
      return el(
        "tr",
        {},
        el("th", { scope: "row" }, nianbao.link(["indicator", code, "time", government.id], nianbao.codeName(codes, code)), el("small", {}, ` ${[nianbao.codeTopic(codes, code), nianbao.codeUnit(codes, code)].filter(Boolean).join(" · ")}`)),
        years.map((year, index) => el("td", { class: nianbao.isBroken(nianbao.entry(codes, code), years[index - 1]?.year, year.year) ? "break" : null }, cell(year, code, codes))),
      );
    }

    fill();
    const table = () => [
      ["code", "name", "unit", ...years.map((year) => year.year)],
      ...stated.map((code) => [code, nianbao.codeName(codes, code), nianbao.codeUnit(codes, code), ...years.map((year) => (year.figures[code] ?? year.ratios[code])?.[0] ?? null)]),
    ];
    return [
      el("p", { class: "controls" }, el("label", { for: "filter" }, t("government.filter"), " ", filter), " ", nianbao.csvButton(`nianbao-${government.id}`, table)),
      nianbao.signLegend(years.flatMap((year) => Object.values(year.figures).map(([, letters]) => letters)).join("")),
      el(
        "div",
        { class: "scroll tall latest", tabindex: 0, role: "region", "aria-label": t("government.figures") },
        el("table", { class: "numbers" }, el("caption", { class: "unseen" }, t("government.figures")), el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("indicator")), years.map((year) => el("th", { scope: "col" }, year.year)))), body),
      ),
    ];
  }

  function cell(year, code, codes) {
    if (nianbao.isRatio(codes, code)) {
      const [value, letters, numerator, denominator] = year.ratios[code] ?? [];
      return value === undefined ? "" : nianbao.ratio(value, letters, numerator, denominator, nianbao.address("report", year.report, code));
    }
    const [value, letters, start, others] = year.figures[code] ?? [];
    return value === undefined ? "" : nianbao.figure(value, letters, nianbao.figureAddress(year.report, code, start), others);
  }
  nianbao.figureOfYear = cell;

  // A ratio with what it was divided from.
  nianbao.ratio = (value, letters, numerator, denominator, address) => [
    nianbao.figure(value, letters, address),
    denominator === null || denominator === undefined ? null : el("small", { class: "parts" }, ` ${nianbao.number(numerator)}/${nianbao.number(denominator)}`),
  ];
})();
