// The map of coverage, down to the governments of a province.
"use strict";

(() => {
  const { el, t, load } = nianbao;
  const LETTERS = ["P", "C", "B", "F", "N", "U"];
  const SIGNS = { P: "●", C: "≠", B: "×", F: "!", N: "–", U: "·" };
  const STEPS = 5;

  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  const count = (province, letter, index) => province.counts[letter]?.[index] ?? 0;
  const published = (province, index) => count(province, "P", index) + count(province, "C", index);
  const expected = (province, index) => sum(LETTERS.map((letter) => count(province, letter, index)));
  nianbao.provinceName = (province) => (nianbao.language === "zh" ? province.zh : province.en);

  // 0 where nothing is published, then steps up to all.
  const step = (share) => (share <= 0 ? 0 : Math.max(1, Math.ceil(share * STEPS)));

  function rest(province, index) {
    const others = ["C", "B", "F", "N", "U"].filter((letter) => count(province, letter, index));
    const words = others.map((letter) => `${t(`state.${letter}`)} ${count(province, letter, index)}`);
    return words.length ? `; ${words.join(", ")}` : "";
  }

  function tileWords(province, site, index) {
    return t("map.tile", {
      name: nianbao.provinceName(province),
      year: site.years[index],
      published: published(province, index),
      all: expected(province, index),
      rest: rest(province, index),
    });
  }

  nianbao.views.map = async (chosen) => {
    const site = await load("site");
    const totals = site.years.map((_, index) => sum(site.provinces.map((province) => published(province, index))));
    const latest = totals.findLastIndex((total) => total > 0);
    const found = site.years.indexOf(Number(chosen));
    const index = found >= 0 ? found : Math.max(latest, 0);
    const year = site.years[index];
    if (year === undefined) return { title: t("map.title"), content: [el("h1", {}, t("map.title")), el("p", {}, t("missing"))] };
    const most = Math.max(1, ...totals);
    const from = site.years[0];
    const to = site.years.at(-1);
    return {
      title: t("map.title"),
      content: [
        el("h1", {}, t("map.title")),
        el("p", { class: "lead" }, t("map.lead", { from, to })),
        el("p", { class: "facts" }, t("map.count", { reports: nianbao.number(site.nReports), published: nianbao.number(sum(totals)) })),
        el(
          "nav",
          { class: "years", "aria-label": t("map.years") },
          site.years.map((one, number) => {
            const bar = el("span", { class: totals[number] ? "bar" : "none", "aria-hidden": "true" });
            bar.style.setProperty("--share", totals[number] / most);
            return el(
              "a",
              { href: nianbao.address("map", one), "aria-current": number === index ? "true" : null, "aria-label": `${one}: ${totals[number]}` },
              el("span", { class: "column", "aria-hidden": "true" }, bar),
              el("span", { class: "amount" }, totals[number] ? nianbao.number(totals[number]) : ""),
              el("span", { class: "name" }, el("span", { class: "century" }, String(one).slice(0, 2)), String(one).slice(2)),
            );
          }),
        ),
        el("h2", {}, t("map.tiles", { year })),
        el("div", { class: "beside" }, el("ul", { class: "tiles" }, tiles(site, index)), el("div", {}, states(site, index), scale())),
        el("h2", {}, t("map.table")),
        el("p", { class: "note" }, t("map.tableNote")),
        provinceTable(site, index),
      ],
    };
  };

  function tiles(site, index) {
    let spare = 0;
    const lowest = Math.max(0, ...site.provinces.map((province) => province.tile?.[1] ?? 0));
    return site.provinces.map((province) => {
      const [column, row] = province.tile ?? [1 + (spare++ % 7), lowest + 1 + Math.floor(spare / 8)];
      const all = expected(province, index);
      const item = el(
        "li",
        {},
        el(
          "a",
          {
            href: nianbao.address("province", province.code),
            class: `tile step-${step(published(province, index) / Math.max(1, all))}`,
            "aria-label": tileWords(province, site, index),
            title: tileWords(province, site, index),
          },
          el("span", { class: "name", lang: "zh-CN" }, province.short),
          nianbao.language === "en" ? el("span", { class: "name-en" }, province.en) : null,
          el("span", { class: "amount" }, all ? `${published(province, index)}/${all}` : ""),
          el(
            "span",
            { class: "signs" },
            ["C", "B", "F"].filter((letter) => count(province, letter, index)).map((letter) => el("b", { class: `state-${letter}` }, SIGNS[letter])),
          ),
        ),
      );
      item.style.setProperty("grid-area", `${row} / ${column}`);
      return item;
    });
  }

  // How many governments are in each state, each with its share as a bar.
  function states(site, index) {
    const all = sum(site.provinces.map((province) => expected(province, index)));
    return el(
      "dl",
      { class: "states-of-year" },
      LETTERS.map((letter) => [letter, sum(site.provinces.map((province) => count(province, letter, index)))]).filter(([, number]) => number).map(([letter, number]) => {
        const bar = el("span", { class: `bar state-${letter}`, "aria-hidden": "true" });
        bar.style.setProperty("--share", number / Math.max(1, all));
        return [el("dt", {}, el("b", { class: `state-${letter}`, "aria-hidden": "true" }, SIGNS[letter]), " ", t(`state.${letter}`)), el("dd", {}, nianbao.number(number), bar)];
      }),
    );
  }

  function scale() {
    return el(
      "p",
      { class: "legend" },
      el("span", {}, t("map.share"), " ", el("span", { class: "steps", "aria-hidden": "true" }, [0, 1, 2, 3, 4, 5].map((one) => el("i", { class: `step-${one}` }))), " 0–100 %"),
      ["C", "B", "F"].map((letter) => el("span", {}, el("b", { class: `state-${letter}` }, SIGNS[letter]), " ", t(`state.${letter}`))),
    );
  }

  function provinceTable(site, chosen) {
    return el(
      "div",
      { class: "scroll latest", tabindex: 0, role: "region", "aria-label": t("map.table") },
      el(
        "table",
        { class: "heat" },
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("province")), site.years.map((year, index) => el("th", { scope: "col", class: index === chosen ? "current" : null }, year)))),
        el(
          "tbody",
          {},
          site.provinces.map((province) =>
            el(
              "tr",
              {},
              el("th", { scope: "row" }, nianbao.link(["province", province.code], nianbao.provinceName(province))),
              site.years.map((_, index) => {
                const all = expected(province, index);
                const here = published(province, index);
                const others = ["B", "F", "N", "U"].find((letter) => count(province, letter, index));
                const words = here ? String(here) : all ? SIGNS[others] : "";
                return el("td", { class: `step-${step(here / Math.max(1, all))}${here ? "" : ` state-${others ?? "none"}`}`, title: tileWords(province, site, index) }, words);
              }),
            ),
          ),
        ),
      ),
    );
  }

  nianbao.stateLegend = () =>
    el("p", { class: "legend" }, LETTERS.map((letter) => el("span", {}, el("b", { class: `state-${letter}` }, SIGNS[letter]), " ", t(`state.${letter}`))));

  nianbao.views.province = async (code) => {
    const site = await load("site");
    const province = site.provinces.find((one) => one.code === code);
    if (!province) throw new nianbao.Missing(code);
    const data = await load(`provinces/${code}`);
    const name = nianbao.provinceName(province);
    const all = data.governments.map(([id, title, city, level, letters, reports, why]) => ({ id, title, city, level, letters, reports, why }));
    const total = sum(all.map((government) => Object.keys(government.reports).length));
    const body = el("tbody", {});
    const some = total > 0;
    const only = el("input", { type: "checkbox", id: "only", onchange: fill });
    only.checked = some;

    function fill() {
      body.replaceChildren(...ordered(all.filter((government) => !only.checked || Object.keys(government.reports).length)).map(row));
    }

    function row(government) {
      const inner = government.level === "county" && government.city !== government.title;
      return el(
        "tr",
        {},
        el("th", { scope: "row", class: inner ? "inner" : null }, nianbao.link(["government", government.id], government.title), inner && only.checked ? el("small", {}, ` ${government.city}`) : null),
        site.years.map((year, index) => {
          const letter = government.letters[index];
          if (!letter || letter === " ") return el("td", { class: "state-none" }, "");
          const state = t(`state.${letter}`);
          const why = data.reasons[government.why[year]];
          const words = `${government.title}, ${year}: ${state}${why ? ` (${why})` : ""}`;
          const report = government.reports[year];
          return el(
            "td",
            { class: `state-${letter}`, title: words },
            report ? el("a", { href: nianbao.address("report", report), "aria-label": words }, SIGNS[letter]) : [el("span", { "aria-hidden": "true" }, SIGNS[letter]), el("span", { class: "unseen" }, state)],
          );
        }),
      );
    }

    fill();
    return {
      title: name,
      content: [
        el("p", { class: "path" }, nianbao.link([], t("map"))),
        el("h1", {}, name),
        el("p", { class: "lead" }, t("province.lead", { governments: nianbao.number(all.length), reports: nianbao.number(total) })),
        el("p", { class: "controls" }, el("label", { for: "only" }, only, " ", t("province.only"))),
        nianbao.stateLegend(),
        el(
          "div",
          { class: "scroll tall latest", tabindex: 0, role: "region", "aria-label": t("province.table") },
          el(
            "table",
            { class: "states" },
            el("caption", { class: "unseen" }, t("province.table")),
            el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("government")), site.years.map((year) => el("th", { scope: "col" }, year)))),
            body,
          ),
        ),
        data.agencies.length ? agencies(data.agencies) : null,
      ],
    };
  };

  // Each prefecture in front of its counties; counties directly under the province last.
  function ordered(governments) {
    const rank = { province: 0, prefecture: 1, county: 2 };
    return [...governments].sort(
      (one, other) =>
        (one.level === "province" ? 0 : 1) - (other.level === "province" ? 0 : 1) ||
        one.id.slice(0, 4).localeCompare(other.id.slice(0, 4)) ||
        (rank[one.level] ?? 3) - (rank[other.level] ?? 3) ||
        one.id.localeCompare(other.id),
    );
  }

  function agencies(rows) {
    return [
      el("h2", {}, t("province.agencies")),
      el(
        "ul",
        { class: "plain agencies" },
        rows.map(([id, name, kind, place, reports]) =>
          el(
            "li",
            {},
            nianbao.link(["government", id], name),
            el("small", {}, ` ${place} · ${t(`kind.${kind}`)} `),
            Object.entries(reports).map(([year, report]) => [nianbao.link(["report", report], year), " "]),
          ),
        ),
      ),
    ];
  }
})();
