// Search by place, year, and the words of headings and quotes.
"use strict";

(() => {
  const { el, t, load } = nianbao;
  const SHARDS = 512;
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const GAP_BITS = 5;
  const SEPARATORS = /[^0-9a-z\u3400-\u9fff\u{20000}-\u{3ffff}]+/u;
  const FEW = 12;
  const ON_A_PAGE = 200;

  // The script that holds a pair of characters; explorer/searching.py computes the same.
  const shard = (pair) => {
    const [first, second] = Array.from(pair, (character) => character.codePointAt(0));
    return (first * 31 + second) % SHARDS;
  };

  function numbersOf(gaps) {
    const numbers = [];
    let before = -1;
    let gap = 0;
    let shift = 0;
    for (const digit of gaps) {
      const value = DIGITS.indexOf(digit);
      gap += (value & 31) * 2 ** shift;
      if (value >> GAP_BITS) shift += GAP_BITS;
      else {
        before += gap + 1;
        numbers.push(before);
        gap = 0;
        shift = 0;
      }
    }
    return numbers;
  }

  const runs = (words) => words.toLowerCase().split(SEPARATORS).filter(Boolean);
  const pairs = (words) => runs(words).flatMap((run) => { const points = Array.from(run); return points.slice(1).map((point, index) => points[index] + point); });

  let places = null;
  nianbao.places = async () => {
    if (!places) {
      const site = await load("site");
      const parts = await Promise.all(Array.from({ length: site.placeParts }, (_, number) => load(`search/places/${number}`)));
      places = parts.flat().map(([id, name, place, pinyin, level, kind, count]) => ({ id, name, place, pinyin, level, kind, count }));
    }
    return places;
  };

  // Bodies by a part of their name or its pinyin: those with reports first, then governments, then the shorter names.
  nianbao.findPlaces = async (words, few = FEW) => {
    const wanted = words.toLowerCase().replace(/\s+/g, "");
    if (!wanted) return [];
    const found = (await nianbao.places()).filter((one) => one.name.includes(wanted) || one.pinyin.startsWith(wanted) || one.id === wanted);
    const rank = (one) => (one.name === wanted ? 0 : 1) * 4 + (one.kind === "government" ? 0 : 2) + (one.count ? 0 : 1);
    return found.sort((one, other) => rank(one) - rank(other) || one.name.length - other.name.length || one.id.localeCompare(other.id)).slice(0, few);
  };

  // The reports of each year that have all pairs of the words, the latest year first.
  async function candidates(words, years) {
    const wanted = [...new Set(words.flatMap(pairs))];
    const loaded = await Promise.all(wanted.map((pair) => nianbao.loadIfThere(`search/words/${shard(pair)}`)));
    const found = [];
    for (const year of [...years].sort((one, other) => other - one)) {
      const lists = wanted.map((pair, index) => loaded[index]?.[pair]?.[year] ?? "").sort((one, other) => one.length - other.length);
      if (lists.some((list) => !list)) continue;
      const sets = lists.slice(1).map((list) => new Set(numbersOf(list)));
      const numbers = numbersOf(lists[0]).filter((number) => sets.every((set) => set.has(number)));
      if (!numbers.length) continue;
      const ids = await load(`search/reports/${year}`);
      found.push(...numbers.map((number) => ids[number]));
    }
    return found;
  }

  // Where a report has the words: in a heading, or in the quote of a figure.
  function passages(report, words) {
    const points = Array.from(report.text);
    const has = (text, word) => runs(text).join("\n").includes(runs(word).join("\n"));
    const places = [];
    for (const [, , , , heading, , start] of report.sections) places.push({ text: heading, start, heading: true });
    const seen = new Set();
    for (const [code, applicant, year, , , , , , , , start, end] of report.figures) {
      if (seen.has(start)) continue;
      seen.add(start);
      places.push({ text: points.slice(start, end).join(""), start, code, applicant, year });
    }
    if (!words.every((word) => places.some((place) => has(place.text, word)))) return [];
    return places.filter((place) => words.some((word) => has(place.text, word)));
  }

  nianbao.views.search = async (query = "", page = "1") => {
    const site = await load("site");
    const input = el("input", { type: "search", id: "query", value: query, autocomplete: "off", enterkeyhint: "search" });
    const results = el("div", { class: "results", "aria-live": "polite" });
    const form = el(
      "form",
      { role: "search", class: "search", onsubmit: (event) => { event.preventDefault(); location.hash = nianbao.address("search", input.value.trim()); } },
      el("label", { for: "query" }, t("search.label")),
      el("div", { class: "row" }, input, el("button", { type: "submit" }, t("search.go"))),
    );
    return {
      title: query ? `${t("search.title")}: ${query}` : t("search.title"),
      content: [el("h1", {}, t("search.title")), form, el("p", { class: "note" }, t("search.hint")), results],
      ready: () => {
        if (query) run(query, site, results, Number(page));
        else if (matchMedia("(hover: hover)").matches) input.focus();
      },
    };
  };

  async function run(query, site, results, page) {
    results.replaceChildren(el("p", { class: "loading" }, t("loading")));
    const tokens = query.normalize("NFKC").replace(/((?:19|20)\d\d)年?/g, " $1 ").split(/\s+/).filter(Boolean);
    const years = tokens.filter((token) => site.years.includes(Number(token))).map(Number);
    const words = tokens.filter((token) => !site.years.includes(Number(token)));
    const byWord = await Promise.all(words.map((word) => nianbao.findPlaces(word)));
    const named = [...new Map(byWord.flat().map((one) => [one.id, one])).values()].slice(0, FEW);
    const blocks = [];
    if (named.length) blocks.push(el("h2", {}, t("search.places")), el("ul", { class: "plain cards" }, await Promise.all(named.map((one) => placeCard(one, years)))));
    const searched = years.length ? years : site.reportYears;
    const tooShort = words.length > 0 && words.some((word) => pairs(word).length === 0);
    if (words.length && !tooShort) {
      const found = await candidates(words, searched);
      if (found.length) blocks.push(passageList(found, words));
    } else if (!words.length && years.length) {
      blocks.push(...(await yearLists(query, years, page)));
    }
    results.replaceChildren(...(blocks.length ? blocks : [el("p", {}, t(tooShort ? "search.tooShort" : "search.nothing"))]));
  }

  async function placeCard(place, years) {
    const government = place.count ? await nianbao.loadIfThere(nianbao.governmentKey(place.id)) : null;
    const reports = (government?.years ?? []).filter((year) => year.report && (!years.length || years.includes(year.year)));
    return el(
      "li",
      {},
      nianbao.link(["government", place.id], place.name),
      el("small", {}, ` ${place.place} · ${t(`level.${place.level}`)}`),
      reports.length ? el("span", { class: "links" }, reports.map((year) => nianbao.link(["report", year.report], String(year.year)))) : null,
    );
  }

  // All reports of some years, by province and place, a page at a time.
  async function yearLists(query, years, page) {
    const site = await load("site");
    const wanted = [...new Set(years)].sort((one, other) => other - one);
    const lists = await Promise.all(wanted.map((year) => nianbao.loadIfThere(`search/years/${year}`)));
    const rows = wanted.flatMap((year, index) => (lists[index] ?? []).map(([id, name, place, province, kind]) => ({ id, name, place, province, kind, year })));
    if (!rows.length) return [];
    const pages = Math.ceil(rows.length / ON_A_PAGE);
    const current = Math.min(Math.max(Math.trunc(page) || 1, 1), pages);
    const groups = new Map();
    for (const row of rows.slice((current - 1) * ON_A_PAGE, current * ON_A_PAGE)) {
      const province = site.provinces.find((one) => one.code === row.province);
      const name = `${row.year} · ${province ? nianbao.provinceName(province) : row.place.split(" ")[0] || t("search.otherPlaces")}`;
      groups.set(name, [...(groups.get(name) ?? []), row]);
    }
    return [
      el("h2", {}, `${t("search.reports")} ${wanted.join(", ")}`),
      el("p", { class: "note" }, t("search.yearCount", { count: nianbao.number(rows.length), page: current, pages })),
      ...[...groups].flatMap(([name, listed]) => [
        el("h3", {}, name),
        el("ul", { class: "plain columns" }, listed.map((row) => el("li", {}, nianbao.link(["report", row.id], row.name), el("small", {}, ` ${row.kind && row.kind !== "government" ? t(`kind.${row.kind}`) : row.place.split(" ").slice(1, -1).join(" ")}`)))),
      ]),
      pages > 1 ? el("nav", { class: "tabs small", "aria-label": t("search.pages") }, Array.from({ length: pages }, (_, index) => el("a", { href: nianbao.address("search", query, index + 1), "aria-current": index + 1 === current ? "page" : null }, index + 1))) : null,
    ].filter(Boolean);
  }

  function passageList(found, words) {
    const list = el("ul", { class: "plain passages" });
    const more = el("button", { type: "button", onclick: look }, t("search.more"));
    let next = 0;
    async function look() {
      more.disabled = true;
      let shown = 0;
      while (shown < FEW && next < found.length) {
        const reports = await Promise.all(found.slice(next, next + FEW).map((id) => nianbao.loadIfThere(nianbao.reportKey(id))));
        next += reports.length;
        for (const report of reports.filter(Boolean)) {
          const places = passages(report, words);
          if (places.length) {
            list.append(card(report, places, words));
            shown += 1;
          }
        }
      }
      more.disabled = false;
      more.hidden = next >= found.length;
      if (more.hidden && !list.children.length) list.append(el("li", {}, t("search.nothing")));
    }
    look();
    return el("section", {}, el("h2", {}, t("search.passages")), el("p", { class: "note" }, t("search.found", { count: nianbao.number(found.length) })), list, more);
  }

  function card(report, places, words) {
    return el(
      "li",
      {},
      nianbao.link(["report", report.report_id], el("span", { lang: "zh-CN" }, report.title ?? `${report.agency} ${report.report_year}`)),
      el("ul", { class: "plain" }, places.slice(0, 4).map((place) =>
        el(
          "li",
          { lang: "zh-CN" },
          place.heading
            ? [el("small", { lang: document.documentElement.lang }, t("search.heading")), " ", highlighted(place.text, words)]
            : el("a", { href: nianbao.address("report", report.report_id, place.code, place.start, place.applicant, place.year) }, highlighted(place.text, words)),
        ),
      )),
    );
  }

  function highlighted(text, words) {
    for (const word of words) {
      const at = text.toLowerCase().indexOf(word.toLowerCase());
      if (at >= 0) return [text.slice(0, at), el("mark", {}, text.slice(at, at + word.length)), text.slice(at + word.length)];
    }
    return [text];
  }
})();
