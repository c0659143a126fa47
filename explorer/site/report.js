// A report: its clean text with every figure marked, and what each figure is.
"use strict";

(() => {
  const { el, t, load } = nianbao;
  const CELL = " | ";
  const UNREAD_KINDS = { unread: "unread", no_code: "no-code", look_alike: "no-code" };

  const asFigure = ([code, applicant, year, value, unit, printed, letters, scope, source, label, start, end, from, to, section, page]) =>
    ({ code, applicant, year, value, unit, printed, letters, scope, source, label, start, end, from: from ?? start, to: to ?? end, section, page });
  const asSection = ([id, parent, level, number, heading, topic, start, end]) => ({ id, parent, level, number, heading, topic, start, end });
  const asCheck = ([rule, severity, passed, applicant, explanation, codes]) => ({ rule, severity, passed, applicant, explanation, codes });
  const asUnread = ([kind, reason, start, end]) => ({ kind, reason, start, end });

  // Offsets count code points, as the data says; JavaScript counts halves of some characters.
  class Text {
    constructor(words) {
      this.points = /[\ud800-\udbff]/.test(words) ? Array.from(words) : words;
    }
    get length() {
      return this.points.length;
    }
    cut(start, end) {
      const part = this.points.slice(start, end);
      return typeof part === "string" ? part : part.join("");
    }
  }

  nianbao.views.report = async (id, ...chosen) => {
    const [site, codes, report] = await Promise.all([load("site"), load("codes"), load(nianbao.reportKey(id))]);
    const page = new Page(site, codes, report);
    return {
      title: report.title ?? `${report.agency} ${report.report_year}`,
      content: page.content(),
      ready: () => page.choose(...chosen),
      leave: () => page.leave(),
      update: (other, ...rest) => other === id && (page.choose(...rest), true),
    };
  };

  class Page {
    constructor(site, codes, report) {
      Object.assign(this, { site, codes, report });
      this.text = new Text(report.text);
      this.figures = report.figures.map(asFigure);
      this.sections = report.sections.map(asSection);
      this.checks = report.checks.map(asCheck);
      this.unread = report.unread.map(asUnread);
      this.failed = this.checks.filter((check) => !check.passed);
      this.contradicted = new Set(this.failed.filter((check) => check.severity !== "info").flatMap((check) => check.codes.map((code) => `${code} ${check.applicant}`)));
      this.segments = [];
      this.onKey = (event) => event.key === "Escape" && this.chosen && this.close();
      document.addEventListener("keydown", this.onKey);
    }

    leave() {
      document.removeEventListener("keydown", this.onKey);
      document.body.classList.remove("sheet");
    }

    content() {
      const { report } = this;
      this.panel = el("aside", { class: "panel", "aria-label": t("report.figures", { count: this.figures.length }), hidden: true });
      const province = this.site.provinces.find((one) => one.code === report.adcode.slice(0, 2));
      return [
        el(
          "p",
          { class: "path" },
          nianbao.link([], t("map")),
          " › ",
          province ? [nianbao.link(["province", province.code], nianbao.provinceName(province)), " › "] : null,
          nianbao.link(["government", report.publisher_id], report.agency_kind === "government" ? report.county ?? report.city ?? report.province : report.agency),
        ),
        el("h1", { lang: "zh-CN", class: "report-title" }, report.title ?? `${report.agency} ${report.report_year}`),
        el(
          "p",
          { class: "facts" },
          [
            String(report.report_year),
            t(`form.${report.form}`),
            report.published_date ? `${t("report.published")} ${report.published_date}` : null,
          ].filter(Boolean).join(" · "),
          " · ",
          nianbao.source(report.source_url, /^https?:/.test(report.source_url) ? t("report.source") : report.source_url),
        ),
        el(
          "p",
          { class: "badges" },
          el("span", {}, t("report.figures", { count: this.figures.length })),
          el("span", { class: this.failed.length ? "bad" : "" }, this.failed.length ? t("report.checksFailed", { failed: this.failed.length, all: this.checks.length }) : t("report.checksHold", { all: this.checks.length })),
          report.n_unread ? el("span", { class: "doubtful" }, t("report.unread", { count: report.n_unread })) : null,
        ),
        report.conflicts.length ? this.conflicts() : null,
        report.flags.length ? this.flags() : null,
        this.failed.length ? this.contradictions() : null,
        this.glance(),
        el("h2", { id: "text-heading" }, t("report.text")),
        el("p", { class: "note" }, t("report.howTo")),
        el(
          "p",
          { class: "legend" },
          el("span", {}, el("span", { class: "mark" }, "123"), " ", t("report.legendFigure")),
          el("span", {}, el("span", { class: "mark contradicted" }, "123"), " ", t("report.legendContradicted")),
          el("span", {}, el("span", { class: "mark unread" }, "123"), " ", t("report.legendUnread")),
          el("span", {}, el("span", { class: "mark no-code" }, "123"), " ", t("report.legendNoCode")),
          nianbao.csvButton(`nianbao-${report.report_id}`, () => this.table()),
        ),
        el("div", { class: "reading" }, (this.article = el("article", { lang: "zh-CN", class: "text", "aria-labelledby": "text-heading" }, this.body())), this.panel),
        report.revisions.length ? this.revisions() : null,
        this.about(),
      ];
    }

    // Words -------------------------------------------------------------------------------------------------------

    body() {
      const spans = [
        ...this.figures.map((figure, index) => ({ start: figure.from, end: figure.to, figure: index })),
        ...this.unread.map((one, index) => ({ start: one.start, end: one.end, unread: index })),
      ].sort((one, other) => one.start - other.start || one.end - other.end);
      const quotes = this.figures.flatMap((figure) => [figure.start, figure.end]);
      this.cuts = [...new Set([...spans.flatMap((span) => [span.start, span.end]), ...quotes])].sort((one, other) => one - other);
      this.spans = spans;
      const headings = new Map(this.sections.map((section) => [section.start, section]));
      const blocks = [];
      let table = null;
      let start = 0;
      for (const line of this.report.text.split("\n")) {
        const length = new Text(line).length;
        const end = start + length;
        if (line.includes(CELL)) {
          if (!table) blocks.push((table = { rows: [] }));
          table.rows.push([line, start]);
        } else {
          table = null;
          const section = headings.get(start);
          if (section && length <= section.heading.length + (section.number?.length ?? 0) + 4) {
            blocks.push(el(`h${Math.min(section.level + 2, 6)}`, {}, this.words(start, end)));
          } else if (length) blocks.push(el("p", {}, this.words(start, end)));
        }
        start = end + 1;
      }
      return blocks.map((block) => (block.rows ? this.printed(block.rows) : block));
    }

    printed(rows) {
      const width = Math.max(...rows.map(([line]) => line.split(CELL).length));
      return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("source.table") }, el("table", { class: "printed" }, el("tbody", {}, rows.map(([line, start]) => this.row(line, start, width)))));
    }

    // A row that lacks cells, as a label above it spans several rows: its own label spans the gap, so that numbers stand
    // below each other. Labels alone that lack cells, such as two lines of a head in one, are columns of nothing below.
    row(line, start, width) {
      const row = el("tr");
      let from = start;
      const cells = line.split(CELL);
      const numeric = cells.map((cell) => /^[\s\d.,%+-]*$/.test(cell));
      const labels = numeric.indexOf(true);
      const spanning = labels > 0 && cells.length < width ? labels - 1 : -1;
      if (labels < 0 && cells.length < width) {
        row.append(el("th", { colspan: width }, cells.map((cell, index) => {
          const words = this.words(from, from + new Text(cell).length);
          from += new Text(cell).length + CELL.length;
          return [index ? CELL : null, words];
        })));
        return row;
      }
      cells.forEach((cell, index) => {
        const length = new Text(cell).length;
        const span = index === spanning ? { colspan: width - cells.length + 1 } : {};
        const isHead = index === 0 && !numeric[index];
        row.append(el(isHead ? "th" : "td", { ...span, ...(isHead ? { scope: "row" } : { class: numeric[index] ? "number" : null }) }, this.words(from, from + length)));
        from += length + CELL.length;
      });
      return row;
    }

    // The text between two offsets, cut wherever a figure or its quote begins or ends.
    words(start, end) {
      const pieces = [];
      const inside = this.cuts.filter((cut) => cut > start && cut < end);
      const bounds = [start, ...inside, end];
      for (let index = 0; index + 1 < bounds.length; index += 1) {
        pieces.push(this.piece(bounds[index], bounds[index + 1]));
      }
      return pieces;
    }

    piece(start, end) {
      const here = this.spans.filter((span) => span.start <= start && span.end >= end);
      // The shortest says most precisely what the number is.
      const figures = here.filter((span) => span.figure !== undefined).sort((one, other) => one.end - one.start - (other.end - other.start));
      const words = this.text.cut(start, end);
      let element;
      if (figures.length) {
        const figure = this.figures[figures[0].figure];
        const bad = figures.some((span) => this.isContradicted(this.figures[span.figure]));
        element = el("a", { class: `mark${bad ? " contradicted" : ""}`, href: this.addressOf(figure), title: this.labelOf(figure) }, words);
      } else if (here.length) {
        const one = this.unread[here[0].unread];
        element = el("a", { class: `mark ${UNREAD_KINDS[one.kind]}`, href: nianbao.address("report", this.report.report_id, "unread", one.start), title: `${t(`unread.${one.kind}`)}` }, words);
      } else element = el("span", {}, words);
      this.segments.push({ start, end, element, figures: figures.map((span) => span.figure) });
      return element;
    }

    isContradicted(figure) {
      return figure.year === this.report.report_year && this.contradicted.has(`${figure.code} ${figure.applicant}`);
    }

    labelOf(figure) {
      return `${nianbao.codeName(this.codes, figure.code)}${figure.applicant === "total" ? "" : `, ${t(`applicant.${figure.applicant}`)}`}: ${nianbao.valueWords(figure.value, figure.letters, nianbao.unit(figure.unit))}`;
    }

    addressOf(figure) {
      const parts = ["report", this.report.report_id, figure.code, figure.start];
      if (figure.applicant !== "total" || figure.year !== this.report.report_year) parts.push(figure.applicant);
      if (figure.year !== this.report.report_year) parts.push(figure.year);
      return nianbao.address(...parts);
    }

    // The figure that is looked at ----------------------------------------------------------------------------------

    choose(code, start, applicant = "total", year = this.report.report_year) {
      this.segments.forEach(({ element }) => element.classList.remove("quoted", "chosen"));
      this.chosen = null;
      if (!code) return this.showPanel(null);
      if (code === "unread") {
        const one = this.unread.find((other) => other.start === Number(start));
        if (one) this.focusOn(one.start, one.end, one.start, one.end, this.unreadPanel(one));
        return true;
      }
      if (code in this.codes.ratios) return this.chooseRatio(code);
      const fits = this.figures.filter((figure) => figure.code === code);
      const figure =
        fits.find((one) => one.start === Number(start) && one.applicant === applicant && one.year === Number(year)) ??
        fits.find((one) => one.applicant === applicant && one.year === Number(year)) ??
        fits[0];
      if (figure) this.focusOn(figure.start, figure.end, figure.from, figure.to, this.figurePanel(figure));
      return true;
    }

    chooseRatio(id) {
      const [, value, numerator, denominator, above, below, approx] = this.report.ratios.find(([one]) => one === id) ?? [];
      if (value === undefined) return this.showPanel(null);
      const parts = this.figures.filter((figure) => figure.applicant === "total" && figure.year === this.report.report_year && [...above, ...below].includes(figure.code));
      this.showPanel([
        el("h2", { tabindex: -1 }, nianbao.codeName(this.codes, id)),
        el("p", { class: "value" }, `${approx ? "≈" : ""}${nianbao.number(value)}`, denominator === null ? null : el("small", {}, ` = ${nianbao.number(numerator)} / ${nianbao.number(denominator)}`)),
        el("ul", { class: "plain" }, parts.map((figure) => el("li", {}, el("a", { href: this.addressOf(figure) }, this.labelOf(figure))))),
      ]);
      for (const figure of parts) this.light(figure.start, figure.end, figure.from, figure.to);
      this.bringIntoView();
      return true;
    }

    light(start, end, from, to) {
      for (const segment of this.segments) {
        if (segment.start >= start && segment.end <= end) segment.element.classList.add("quoted");
        if (segment.start >= from && segment.end <= to) {
          segment.element.classList.add("chosen");
          this.chosen ??= segment.element;
        }
      }
    }

    focusOn(start, end, from, to, content) {
      this.light(start, end, from, to);
      this.showPanel(content);
      this.bringIntoView();
    }

    bringIntoView() {
      const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.chosen?.scrollIntoView({ block: "center", inline: "nearest", behavior: still ? "auto" : "smooth" });
    }

    showPanel(content) {
      this.panel.hidden = !content;
      document.body.classList.toggle("sheet", Boolean(content));
      if (!content) return true;
      this.panel.replaceChildren(el("button", { type: "button", class: "close", onclick: () => this.close() }, t("figure.close")), ...[content].flat(Infinity).filter(Boolean));
      this.panel.scrollTop = 0;
      this.panel.querySelector("h2")?.focus({ preventScroll: true });
      return true;
    }

    close() {
      const from = this.chosen;
      history.replaceState(null, "", nianbao.address("report", this.report.report_id));
      this.choose();
      (from?.matches("a") ? from : this.article.querySelector("a"))?.focus({ preventScroll: true });
    }

    figurePanel(figure) {
      const { report, codes } = this;
      const checks = this.checks.filter((check) => check.codes.includes(figure.code) && [figure.applicant, "total"].includes(check.applicant));
      const failed = checks.filter((check) => !check.passed);
      const passed = checks.filter((check) => check.passed);
      const ratios = figure.year === report.report_year ? report.ratios.filter(([, , , , above, below]) => [...above, ...below].includes(figure.code)) : [];
      const others = this.figures.filter((other) => other !== figure && other.from === figure.from && other.to === figure.to);
      const told = nianbao.markWords(`${figure.letters}${this.isContradicted(figure) ? "x" : ""}`);
      const row = (name, ...value) => [el("dt", {}, name), el("dd", {}, value)];
      return [
        el("h2", { tabindex: -1 }, nianbao.codeName(codes, figure.code)),
        el("p", { class: "code" }, el("code", {}, figure.code)),
        codes.figures[figure.code]?.defined?.[nianbao.language] ? el("p", { class: "note" }, codes.figures[figure.code].defined[nianbao.language]) : null,
        el("p", { class: "value" }, nianbao.valueWords(figure.value, figure.letters), el("small", {}, ` ${nianbao.unit(figure.unit)}`)),
        told.length ? el("p", { class: "badges" }, told.map((words) => el("span", { class: "doubtful" }, words))) : null,
        el("blockquote", { lang: "zh-CN" }, this.sentence(figure)),
        failed.length ? el("ul", { class: "plain checks" }, failed.map((check) => this.check(check))) : null,
        el(
          "dl",
          {},
          row(t("figure.printed"), el("span", { lang: "zh-CN" }, figure.printed)),
          figure.year === report.report_year ? null : row(t("figure.yearOf"), String(figure.year)),
          figure.applicant === "total" ? null : row(t("figure.applicant"), t(`applicant.${figure.applicant}`)),
          row(t("figure.scope"), t(`scope.${figure.scope}`)),
          figure.label ? row(t("figure.label"), el("span", { lang: "zh-CN" }, figure.label)) : null,
          row(t("figure.how"), t(`source.${figure.source}`)),
          figure.page === null ? null : row(t("figure.page"), t("figure.pageNumber", { page: figure.page })),
          row(t("figure.section"), el("span", { lang: "zh-CN" }, this.path(figure.section) || t("none"))),
          row(t("figure.offsets"), `${figure.start}–${figure.end}`),
        ),
        el("p", { class: "actions" }, nianbao.link(["indicator", figure.code, "time", report.publisher_id], t("overTime")), " · ", nianbao.link(["indicator", figure.code, "year", report.report_year], t("oneYear"))),
        others.length ? [el("h3", {}, t("figure.alsoHere")), el("ul", { class: "plain" }, others.map((other) => el("li", {}, el("a", { href: this.addressOf(other) }, this.labelOf(other)))))] : null,
        passed.length || !failed.length ? el("h3", {}, t("figure.checks")) : null,
        passed.length ? el("ul", { class: "plain checks" }, passed.map((check) => this.check(check))) : failed.length ? null : el("p", {}, t("figure.noChecks")),
        ratios.length
          ? [el("h3", {}, t("figure.ratios")), el("ul", { class: "plain" }, ratios.map(([id, value, numerator, denominator]) => el("li", {}, nianbao.link(["report", report.report_id, id], nianbao.codeName(codes, id)), " ", nianbao.ratio(value, "", numerator, denominator))))]
          : null,
        this.wrong(figure),
      ];
    }

    // The quote in its sentence or row, the number in it marked.
    sentence(figure) {
      const begins = Math.max(...["。", "\n"].map((mark) => this.report.text === "" ? -1 : this.lastOf(mark, figure.start))) + 1;
      const start = Math.max(begins, figure.start - 80);
      const ends = Math.min(...["。", "\n"].map((mark) => this.firstOf(mark, figure.end)));
      const end = Math.min(ends, figure.end + 80);
      return [
        start > begins ? "…" : "",
        this.text.cut(start, figure.start),
        el("mark", {}, this.text.cut(figure.start, figure.from), el("b", {}, this.text.cut(figure.from, figure.to)), this.text.cut(figure.to, figure.end)),
        this.text.cut(figure.end, end),
        end < ends ? "…" : "",
      ];
    }
    lastOf(mark, before) {
      for (let index = before - 1; index >= 0; index -= 1) if (this.text.points[index] === mark) return index;
      return -1;
    }
    firstOf(mark, from) {
      for (let index = from; index < this.text.length; index += 1) if (this.text.points[index] === mark) return index;
      return this.text.length;
    }

    path(id) {
      const headings = [];
      for (let section = this.sections.find((one) => one.id === id); section; section = this.sections.find((one) => one.id === section.parent)) {
        headings.unshift(`${section.number ?? ""}${/^\w+$|^[一二三四五六七八九十]+$/.test(section.number ?? "") ? "、" : ""}${section.heading}`);
      }
      return headings.join(" › ");
    }

    check(check) {
      return el(
        "li",
        { class: check.passed ? "passed" : `failed ${check.severity}` },
        el("b", {}, check.passed ? `✓ ${t("holds")}` : `✗ ${t(`severity.${check.severity}`)}`),
        el("span", { class: "rule" }, ` ${t(`rule.${check.rule}`)} `, el("code", {}, check.rule)),
        el("span", { class: "explanation" }, check.applicant === "total" ? null : `${t(`applicant.${check.applicant}`)}: `, nianbao.explained(this.codes, check)),
      );
    }

    unreadPanel(one) {
      return [el("h2", { tabindex: -1 }, t("unread.title")), el("p", { class: "value", lang: "zh-CN" }, this.text.cut(one.start, one.end)), el("p", { class: "badges" }, el("span", { class: "doubtful" }, t(`unread.${one.kind}`))), el("p", {}, nianbao.reason(one.reason)), this.wrong({ code: "–", value: this.text.cut(one.start, one.end), start: one.start, end: one.end })];
    }

    // How a wrong number is reported: by mail, on a page, or in words to be sent.
    wrong(figure) {
      const { contact } = this.site;
      const words = t("figure.wrongBody", { report: this.report.report_id, code: figure.code, value: figure.value, snapshot: this.site.snapshot, quote: this.text.cut(figure.start, figure.end) });
      const subject = `nianbao ${this.report.report_id} ${figure.code}`;
      const mail = /^(?:mailto:)?[^\s/@:]+@[^\s/@:]+$/.test(contact) ? `mailto:${contact.replace(/^mailto:/, "")}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(words)}` : null;
      return el(
        "details",
        { class: "wrong" },
        el("summary", {}, t("figure.wrong")),
        el("p", {}, t("figure.wrongHint", { contact: "" }).replace(/[:：]$/, ""), mail ? el("a", { href: mail }, contact.replace(/^mailto:/, "")) : contact ? nianbao.source(contact) : t("figure.publisher")),
        el("pre", {}, words),
      );
    }

    // What surrounds the text -----------------------------------------------------------------------------------------

    contradictions() {
      return el(
        "section",
        { class: "box bad" },
        el("h2", {}, t("report.contradictions")),
        el("ul", { class: "plain checks" }, this.failed.map((check) => {
          const figures = check.codes.map((code) => this.figures.find((figure) => figure.code === code && figure.applicant === check.applicant && figure.year === this.report.report_year)).filter(Boolean);
          return el("li", { class: `failed ${check.severity}` }, [...this.check(check).childNodes], el("span", { class: "codes" }, figures.map((figure) => el("a", { href: this.addressOf(figure) }, this.labelOf(figure)))));
        })),
      );
    }

    flags() {
      return el("section", { class: "box doubtful" }, el("h2", {}, t("report.flags")), el("ul", { class: "plain" }, this.report.flags.map(([kind, sentence]) => el("li", {}, nianbao.language === "zh" ? [t(`flag.${kind}`), " "] : null, el("span", { lang: "en", class: nianbao.language === "zh" ? "original" : null }, sentence)))));
    }

    // The figures that are asked for most, each a way to its sentence.
    glance() {
      const own = this.codes.headlines.map((code) => this.figures.find((figure) => figure.code === code && figure.applicant === "total" && figure.year === this.report.report_year && !figure.label)).filter(Boolean);
      if (!own.length) return null;
      return el("section", { class: "glance" }, el("h2", {}, t("report.glance")), el("ul", { class: "plain" }, own.map((figure) => el("li", {}, el("a", { href: this.addressOf(figure), class: this.isContradicted(figure) ? "contradicted" : null }, el("b", {}, nianbao.valueWords(figure.value, figure.letters)), el("small", {}, ` ${nianbao.unit(figure.unit)}`), figure.letters.includes("r") ? el("span", { class: "doubtful" }, t("mark.r")) : null, el("span", {}, `${nianbao.codeTopic(this.codes, figure.code)} · ${nianbao.codeName(this.codes, figure.code)}`))))));
    }

    conflicts() {
      return el("section", { class: "box bad" }, el("h2", {}, t("report.conflicts")), el("p", {}, t("report.conflictsNote")), el("ul", { class: "plain" }, this.report.conflicts.map(([title, agency, address, day]) => el("li", { lang: "zh-CN" }, [title ?? agency, day].filter(Boolean).join(" · "), " ", nianbao.source(address)))));
    }

    revisions() {
      return el(
        "section",
        {},
        el("h2", {}, t("report.revisions")),
        this.report.revisions.map(([number, address, day, changes]) => [
          el("p", {}, `${number} · ${day ?? ""} `, nianbao.source(address)),
          el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("report.revisions") }, el("table", { class: "changes", lang: "zh-CN" }, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("report.before")), el("th", { scope: "col" }, t("report.after")))), el("tbody", {}, changes.map(([before, after]) => el("tr", {}, el("td", {}, before), el("td", {}, after)))))),
        ]),
      );
    }

    about() {
      const { report } = this;
      const row = (name, value) => (value ? [el("dt", {}, name), el("dd", {}, value)] : null);
      return el(
        "details",
        { class: "about-report" },
        el("summary", {}, t("report.facts")),
        el(
          "dl",
          {},
          row("id", report.report_id),
          row(t("report.agency"), `${report.agency} · ${t(`kind.${report.agency_kind}`)} · ${t(`level.${report.level}`)}`),
          row(t("report.evidence"), report.evidence.map(([kind, words]) => `${t(`evidence.${kind}`)}: ${words}`).join("; ")),
          row(t("report.period"), report.period_start ? t("report.to", { start: report.period_start, end: report.period_end ?? "?" }) : ""),
          row(t("report.number"), report.doc_number),
          row(t("report.index"), report.index_number),
          row(t("report.script"), t(`script.${report.script}`)),
          row(t("report.source"), nianbao.source(report.source_url)),
          row(t("report.document"), el("code", {}, report.document_id)),
          row(t("report.documents"), String(report.n_documents)),
        ),
        report.repairs.length ? [el("h3", {}, t("report.repairs")), el("ul", { class: "plain" }, report.repairs.map(([kind, count, before, after]) => el("li", {}, `${t(`repair.${kind}`)} × ${count}: `, el("span", { lang: "zh-CN" }, `${before} → ${after}`))))] : null,
      );
    }

    table() {
      return [
        ["report_id", "code", "name", "applicant_type", "year", "value", "unit", "printed", "scope", "source", "label", "quote", "start", "end", "unproved", "page"],
        ...this.figures.map((figure) => [this.report.report_id, figure.code, nianbao.codeName(this.codes, figure.code), figure.applicant, figure.year, figure.value, figure.unit, figure.printed, figure.scope, figure.source, figure.label, this.text.cut(figure.start, figure.end), figure.start, figure.end, figure.letters.includes("r"), figure.page]),
      ];
    }
  }
})();
