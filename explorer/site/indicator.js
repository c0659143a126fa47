// An indicator: over time for chosen governments, or in one year for all.
"use strict";

(() => {
  const { el, t, load } = nianbao;
  const FEW_ROWS = 100;
  const TOP = 20;
  // Names of reports for a code that are shown.
  const ALIASES = 4;
  // Years that a chart shows at least, so that two points do not stand at its edges.
  const SPAN = 5;
  // Part of a year between the first and last points and the edges.
  const EDGE = 0.3;
  // Governments of which a year needs as many before their middle says anything.
  const LEAST = 5;
  // Bodies of which a distribution needs as many.
  const MANY = 8;
  const LEVELS = ["prefecture", "county", "province"];

  nianbao.views.indicators = async () => {
    const codes = await load("codes");
    const body = el("div", { class: "groups" });
    const filter = el("input", { type: "search", id: "filter", oninput: fill });
    const all = [...Object.keys(codes.figures), ...Object.keys(codes.ratios)].filter((code) => nianbao.codeCount(codes, code));

    function fill() {
      const wanted = filter.value.trim().toLowerCase();
      const found = all.filter((code) => nianbao.codeFits(codes, code, wanted));
      const groups = new Map();
      if (!wanted) groups.set(t("indicators.headlines"), codes.headlines.filter((code) => all.includes(code)));
      for (const code of found) {
        const name = nianbao.codeTopic(codes, code);
        groups.set(name, [...(groups.get(name) ?? []), code]);
      }
      body.replaceChildren(
        ...[...groups].map(([name, listed]) =>
          el("section", {}, el("h2", {}, name), el("ul", { class: "plain columns" }, listed.map((code) => el("li", {}, nianbao.link(["indicator", code, "time"], nianbao.codeName(codes, code)), el("small", {}, `${name === t("indicators.headlines") ? ` ${nianbao.codeTopic(codes, code)} ·` : ""} ${nianbao.number(nianbao.codeCount(codes, code))}`))))),
        ),
      );
    }

    fill();
    return {
      title: t("indicators.title"),
      content: [el("h1", {}, t("indicators.title")), el("p", { class: "lead" }, t("indicators.lead")), el("p", { class: "controls" }, el("label", { for: "filter" }, t("indicators.filter"), " ", filter)), body],
    };
  };

  nianbao.views.indicator = async (code, view = "time", ...rest) => {
    const codes = await load("codes");
    if (!(code in codes.figures || code in codes.ratios)) throw new nianbao.Missing(code);
    const { counts, defined, aliases } = nianbao.entry(codes, code);
    const unit = nianbao.codeUnit(codes, code);
    const years = Object.keys(counts).map(Number).sort((one, other) => one - other);
    const name = nianbao.codeName(codes, code);
    const head = (other) => [
      el("p", { class: "path" }, nianbao.link(["indicators"], t("indicators")), ` › ${nianbao.codeTopic(codes, code)}`),
      el("h1", {}, name),
      defined?.[nianbao.language] ? el("p", { class: "lead" }, defined[nianbao.language]) : null,
      el("p", { class: "facts" }, el("code", {}, code), unit ? ` · ${t("indicator.unit", { unit })}` : "", aliases?.length ? [" · ", t("indicator.aliases", { names: "" }), el("span", { lang: "zh-CN" }, aliases.slice(0, ALIASES).join("、"))] : null),
      nianbao.comparability(codes, code),
      el(
        "nav",
        { class: "tabs", "aria-label": name },
        el("a", { href: nianbao.address("indicator", code, "time"), "aria-current": other === "time" ? "true" : null }, t("overTime")),
        el("a", { href: nianbao.address("indicator", code, "year", years.at(-1) ?? ""), "aria-current": other === "year" ? "true" : null }, t("oneYear")),
      ),
    ];
    if (!years.length) return { title: name, content: [head("time"), el("p", {}, t("indicator.nothing"))] };
    return view === "year" ? oneYear(codes, code, name, years, head, ...rest) : overTime(codes, code, name, years, head, ...rest);
  };

  // Over time -------------------------------------------------------------------------------------------------------

  async function overTime(codes, code, name, years, head, listed = "") {
    const [site, spread] = await Promise.all([load("site"), nianbao.loadIfThere(`codes/${code}/spread`)]);
    const ids = listed.split(",").filter(Boolean);
    const governments = (await Promise.all((ids.length ? ids : spread?.examples ?? []).map((id) => nianbao.loadIfThere(nianbao.governmentKey(id))))).filter(Boolean);
    const level = mostOften(governments.map((government) => government.level)) ?? LEVELS[0];
    const points = governments.flatMap((government) => pointsOf(government, code, codes));
    const band = Object.entries(spread?.years ?? {}).filter(([, levels]) => levels[level]?.[0] >= LEAST).map(([year, levels]) => ({ year: Number(year), low: levels[level][2], middle: levels[level][3], high: levels[level][4] }));
    const all = [...site.years, ...site.reportYears];
    const range = rangeOf([...points, ...band].map(({ year }) => year), all);
    const { breaks, grade } = nianbao.entry(codes, code);
    const drawn = breaks.filter((year) => year > range[0] && year <= range[1]);
    const chart = nianbao.chart(t("indicator.timeChart", { name }), lines(points, band, range, drawn, nianbao.codeUnit(codes, code)), band.length ? t("indicator.band", { level: t(`level.${level}`), least: LEAST }) : "");
    const chosen = governments.map((government) => government.id);
    return {
      title: name,
      ready: chart.draw,
      leave: chart.leave,
      content: [
        head("time"),
        chooser(code, governments, chosen),
        chart.figure,
        el("p", { class: "note" }, drawn.length ? [t(grade === "C" ? "indicator.breaksC" : "indicator.breaksB", { years: drawn.join(nianbao.language === "zh" ? "、" : ", ") }), " "] : null, points.some(({ sure }) => sure !== "sure") ? [t("indicator.pale"), " "] : null, t("indicator.click")),
        table(governments, code, codes, [...new Set(all)].sort((one, other) => one - other), name),
        nianbao.signLegend(points.map(({ letters }) => letters).join("")),
      ],
    };
  }

  // The years that hold all that is shown, widened to a few where they are fewer.
  function rangeOf(years, all) {
    const known = years.length ? years : all;
    const range = [Math.min(...known), Math.max(...known)];
    const missing = Math.max(0, SPAN - (range[1] - range[0]));
    return [range[0] - Math.ceil(missing / 2), range[1] + Math.floor(missing / 2)];
  }

  function mostOften(values) {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0];
  }

  function pointsOf(government, code, codes) {
    const { grade, breaks } = nianbao.entry(codes, code);
    return government.years.flatMap((year) => {
      const [value, letters, start] = (nianbao.isRatio(codes, code) ? year.ratios[code] : year.figures[code]) ?? [];
      if (value === undefined || value === null) return [];
      const address = nianbao.isRatio(codes, code) ? nianbao.address("report", year.report, code) : nianbao.figureAddress(year.report, code, start);
      const told = nianbao.markWords(letters);
      return [{
        government: government.name,
        year: year.year,
        value,
        // A line does not cross what must not be compared.
        part: `${government.id} ${grade === "C" ? breaks.filter((one) => one <= year.year).length : ""}`,
        letters,
        sure: nianbao.isSure(letters) ? "sure" : "doubtful",
        address,
        words: [`${government.name} ${year.year}: ${nianbao.valueWords(value, letters, nianbao.codeUnit(codes, code))}`, ...told].join("; "),
      }];
    });
  }

  function lines(points, band, range, drawn, unit) {
    const year = { field: "year", type: "quantitative", title: null, axis: { format: "d", tickMinStep: 1, grid: false }, scale: { domain: [range[0] - EDGE, range[1] + EDGE], nice: false, zero: false } };
    const value = (field) => ({ field, type: "quantitative", title: unit || null });
    const breaks = drawn.map((one) => ({ year: one - 0.5, name: String(one) }));
    const hue = { field: "government", type: "nominal" };
    const behind = [
      { data: { values: band }, mark: { type: "area", opacity: 0.14, color: "#888", aria: false }, encoding: { x: year, y: value("low"), y2: { field: "high" } } },
      { data: { values: band }, mark: { type: "line", strokeDash: [4, 4], color: "#888", strokeWidth: 1.2, aria: false }, encoding: { x: year, y: value("middle") } },
    ];
    return {
      height: 320,
      layer: [
        ...(band.length ? behind : []),
        { data: { values: breaks }, mark: { type: "rule", strokeDash: [2, 3], color: "#999", aria: false }, encoding: { x: year } },
        { data: { values: breaks }, mark: { type: "text", align: "left", dx: 4, y: 8, aria: false }, encoding: { x: year, text: { field: "name" } } },
        { data: { values: points }, mark: { type: "line", strokeWidth: 2, aria: false }, encoding: { x: year, y: value("value"), color: hue, detail: { field: "part" } } },
        {
          data: { values: points },
          mark: { type: "point", size: 70, strokeWidth: 2, cursor: "pointer" },
          encoding: {
            x: year,
            y: value("value"),
            color: hue,
            fill: { condition: { test: "datum.sure === 'sure'", field: "government", type: "nominal", legend: null }, value: "transparent" },
            tooltip: { field: "words" },
            description: { field: "words" },
          },
        },
      ],
    };
  }

  function chooser(code, governments, chosen) {
    const address = (ids) => nianbao.address("indicator", code, "time", ids.join(","));
    const suggestions = el("ul", { class: "suggestions plain" });
    const input = el("input", { type: "search", id: "choose", autocomplete: "off", placeholder: t("indicator.chooseHint"), oninput: suggest });
    async function suggest() {
      const found = await nianbao.findPlaces(input.value, 8);
      suggestions.replaceChildren(...found.map((one) => el("li", {}, el("a", { href: address([...new Set([...chosen, one.id])]) }, one.name, el("small", {}, ` ${one.place}`)))));
    }
    return el(
      "div",
      { class: "chooser" },
      el(
        "ul",
        { class: "chips plain" },
        governments.map((government) =>
          el("li", {}, nianbao.link(["government", government.id], government.name), " ", el("a", { class: "remove", href: address(chosen.filter((id) => id !== government.id)), "aria-label": t("indicator.remove", { name: government.name }) }, "×")),
        ),
      ),
      el("label", { for: "choose" }, t("indicator.choose"), " ", input),
      suggestions,
    );
  }

  function table(governments, code, codes, years, name) {
    const shown = years.filter((year) => governments.some((government) => government.years.some((one) => one.year === year && (one.figures[code] ?? one.ratios[code]))));
    const entry = nianbao.entry(codes, code);
    const broken = (index) => (nianbao.isBroken(entry, shown[index - 1], shown[index]) ? "break" : null);
    const yearOf = (government, year) => government.years.find((one) => one.year === year);
    const raw = () => [["id", "government", ...shown], ...governments.map((government) => [government.id, government.name, ...shown.map((year) => { const one = yearOf(government, year); return (one?.figures[code] ?? one?.ratios[code])?.[0] ?? null; })])];
    return [
      el(
        "div",
        { class: "scroll latest", tabindex: 0, role: "region", "aria-label": name },
        el(
          "table",
          { class: "numbers" },
          el("caption", { class: "unseen" }, name),
          el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("government")), shown.map((year, index) => el("th", { scope: "col", class: broken(index) }, year)))),
          el("tbody", {}, governments.map((government) => el("tr", {}, el("th", { scope: "row" }, nianbao.link(["government", government.id], government.name)), shown.map((year, index) => { const one = yearOf(government, year); return el("td", { class: broken(index) }, one ? nianbao.figureOfYear(one, code, codes) : ""); })))),
        ),
      ),
      el("p", { class: "controls" }, nianbao.csvButton(`nianbao-${code}`, raw)),
    ];
  }

  // One year --------------------------------------------------------------------------------------------------------

  async function oneYear(codes, code, name, years, head, wanted, level = "") {
    const year = years.includes(Number(wanted)) ? Number(wanted) : years.at(-1);
    const data = await load(`codes/${code}/${year}`);
    const ratio = nianbao.isRatio(codes, code);
    const rows = data.map(([id, title, place, of, kind, report, value, letters, ...parts]) => ({ id, title, place, level: of, kind, report, value, letters, parts }));
    const levels = [...new Set(rows.filter((row) => row.kind === "government").map((row) => row.level))].sort((one, other) => LEVELS.indexOf(one) - LEVELS.indexOf(other));
    const shownLevel = levels.includes(level) || level === "all" ? level : levels[0] ?? "all";
    const shown = rows.filter((row) => shownLevel === "all" || (row.kind === "government" && row.level === shownLevel)).sort((one, other) => other.value - one.value || one.id.localeCompare(other.id));
    for (const row of shown) {
      row.address = ratio ? nianbao.address("report", row.report, code) : nianbao.figureAddress(row.report, code, row.parts[0]);
      row.words = [`${row.title}: ${nianbao.valueWords(row.value, row.letters, nianbao.codeUnit(codes, code))}`, ...nianbao.markWords(row.letters)].join("; ");
    }
    const unit = nianbao.codeUnit(codes, code);
    const charts = [];
    if (shown.length > 1) charts.push(nianbao.chart(t("indicator.top", { count: Math.min(TOP, shown.length) }), bars(shown.slice(0, TOP), unit)));
    if (shown.length >= MANY) charts.push(nianbao.chart(t("indicator.distribution"), histogram(shown, unit)));
    const title = t("indicator.ranking", { name, year });
    return {
      title,
      ready: () => charts.forEach((chart) => chart.draw()),
      leave: () => charts.forEach((chart) => chart.leave()),
      content: [
        head("year"),
        el("nav", { class: "tabs small", "aria-label": t("year") }, years.map((one) => el("a", { href: nianbao.address("indicator", code, "year", one, shownLevel), "aria-current": one === year ? "true" : null }, one))),
        el("nav", { class: "tabs small", "aria-label": t("level") }, [...levels, "all"].map((one) => el("a", { href: nianbao.address("indicator", code, "year", year, one), "aria-current": one === shownLevel ? "true" : null }, one === "all" ? t("indicator.all") : t(`level.${one}`)))),
        el("div", { class: "pair" }, charts.map((chart) => chart.figure)),
        el("p", { class: "note" }, charts.length ? [t("indicator.chartNote"), " "] : null, shown.some(({ letters }) => !nianbao.isSure(letters)) ? [t("indicator.pale"), " "] : null, t("indicator.click")),
        ranking(shown, title, code, ratio, unit),
        nianbao.signLegend(shown.map(({ letters }) => letters).join("")),
      ],
    };
  }

  function bars(rows, unit) {
    return {
      data: { values: rows.map((row) => ({ ...row, name: `${row.title}${rows.filter((other) => other.title === row.title).length > 1 ? ` ${row.id}` : ""}`, sure: nianbao.isSure(row.letters) ? "sure" : "doubtful" })) },
      height: 22 * rows.length,
      mark: { type: "bar", cursor: "pointer", cornerRadiusEnd: 2 },
      encoding: {
        y: { field: "name", type: "nominal", sort: null, title: null, axis: { labelLimit: 140, ticks: false, domain: false } },
        x: { field: "value", type: "quantitative", title: unit || null },
        opacity: { condition: { test: "datum.sure === 'sure'", value: 1 }, value: 0.5 },
        color: { datum: "", legend: null },
        tooltip: { field: "words" },
        description: { field: "words" },
      },
    };
  }

  function histogram(rows, unit) {
    return {
      data: { values: rows.map(({ value }) => ({ value })) },
      height: 220,
      mark: { type: "bar", binSpacing: 1 },
      encoding: {
        x: { field: "value", type: "quantitative", bin: { maxbins: 24 }, title: unit || t("indicator.value") },
        y: { aggregate: "count", type: "quantitative", title: t("indicator.governmentsHere"), axis: { labelExpr: "floor(datum.value) === datum.value ? datum.label : ''", format: ",d" } },
        color: { datum: "", legend: null },
      },
    };
  }

  function ranking(rows, title, code, ratio, unit) {
    const body = el("tbody");
    const fill = (count) => body.replaceChildren(...rows.slice(0, count).map((row, index) =>
      el(
        "tr",
        {},
        el("td", { class: "number" }, index + 1),
        el("th", { scope: "row" }, nianbao.link(["government", row.id], row.title), el("small", {}, ` ${row.place}`)),
        el("td", {}, nianbao.figure(row.value, row.letters, row.address)),
        ratio ? row.parts.slice(0, 2).map((part) => el("td", { class: "number" }, part === null ? "" : nianbao.number(part))) : null,
      ),
    ));
    fill(FEW_ROWS);
    const raw = () => [
      ["rank", "id", "name", "place", "report_id", "value", ...(ratio ? ["numerator", "denominator"] : []), "marks"],
      ...rows.map((row, index) => [index + 1, row.id, row.title, row.place, row.report, row.value, ...(ratio ? row.parts.slice(0, 2) : []), nianbao.markWords(row.letters).join("; ")]),
    ];
    const more = rows.length > FEW_ROWS ? el("button", { type: "button", onclick: () => { fill(rows.length); more.remove(); } }, t("indicator.showAll", { count: nianbao.number(rows.length) })) : null;
    return [
      el(
        "div",
        { class: "scroll tall", tabindex: 0, role: "region", "aria-label": title },
        el(
          "table",
          { class: "numbers ranking" },
          el("caption", {}, title),
          el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("indicator.rank")), el("th", { scope: "col" }, t("government")), el("th", { scope: "col" }, t("indicator.value"), el("small", {}, unit ? ` ${unit}` : "")), ratio ? [el("th", { scope: "col" }, t("indicator.numerator")), el("th", { scope: "col" }, t("indicator.denominator"))] : null)),
          body,
        ),
      ),
      el("p", { class: "controls" }, more, " ", nianbao.csvButton(`nianbao-${code}`, raw)),
    ];
  }
})();
