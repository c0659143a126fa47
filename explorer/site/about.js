// What the site is, from which data, how well that reads, and how a wrong number is reported.
"use strict";

(() => {
  const { el, t, load } = nianbao;

  nianbao.views.about = async () => {
    const site = await load("site");
    const { reading } = site;
    const list = (rows) => el("dl", {}, rows.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
    const counts = (numbers, words) => Object.entries(numbers).map(([name, count]) => `${words(name)} ${nianbao.number(count)}`).join(" · ");
    const share = (part, whole) => (whole ? `${nianbao.number(part)} (${nianbao.percent(part / whole)})` : nianbao.number(part));
    return {
      title: t("about.title"),
      content: [
        el("h1", {}, t("about.title")),
        el("p", { class: "lead" }, t("title")),
        el("h2", {}, t("about.data")),
        el("p", {}, t("snapshotLine", site)),
        list([
          [t("reports"), nianbao.number(site.nReports)],
          [t("about.states"), counts(site.states, (letter) => t(`state.${letter}`))],
          [t("about.documents"), counts(reading.documents, (name) => t(`outcome.${name}`))],
        ]),
        el("p", {}, t("about.rights")),
        el("h2", {}, t("about.reading")),
        el("p", {}, t("about.readingLead")),
        list([
          [t("about.numbers"), nianbao.number(reading.numbers)],
          [t("about.unread"), share(reading.unread, reading.numbers)],
          [t("about.checks"), nianbao.number(reading.checks)],
          [t("about.failed"), share(reading.failed, reading.checks)],
          [t("about.panel"), counts(reading.panel, (name) => t(`status.${name}`))],
        ]),
        reading.measured.length ? measured(reading.measured) : null,
        el("p", {}, t("about.limits")),
        nianbao.signLegend(),
        el("h2", {}, t("about.wrong")),
        el("p", {}, t("about.wrongText", { contact: "" }), site.contact ? contact(site.contact) : t("about.noContact")),
      ],
    };
  };

  // Precision and recall, as the snapshot has them.
  function measured(rows) {
    const columns = [t("about.material"), t("about.size"), t("about.precision"), t("about.recall"), t("about.false")];
    const percent = (share) => `${nianbao.number(share * 100, 2)} %`;
    return [
      el("h3", {}, t("about.measured")),
      el("p", { class: "note" }, t("about.measuredNote")),
      el(
        "div",
        { class: "scroll", tabindex: 0, role: "region", "aria-label": t("about.measured") },
        el(
          "table",
          { class: "numbers" },
          el("thead", {}, el("tr", {}, columns.map((words) => el("th", { scope: "col" }, words)))),
          el("tbody", {}, rows.map(([material, day, blind, items, count, precision, recall, wrong]) =>
            el(
              "tr",
              {},
              el("th", { scope: "row" }, el("span", { lang: "en" }, material), el("small", {}, ` ${day} · ${blind ? t("about.blind") : t("about.notBlind")}`)),
              el("td", {}, t(`items.${items}`, { count: nianbao.number(count) })),
              el("td", {}, percent(precision)),
              el("td", {}, percent(recall)),
              el("td", {}, wrong === null ? "–" : nianbao.number(wrong)),
            ),
          )),
        ),
      ),
    ];
  }

  function contact(address) {
    const mail = /^(?:mailto:)?([^\s/@:]+@[^\s/@:]+)$/.exec(address);
    return mail ? el("a", { href: `mailto:${mail[1]}` }, mail[1]) : nianbao.source(address);
  }
})();
