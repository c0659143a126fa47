// How a number is shown, wherever it is: with all that makes it less sure than a bare number looks.
"use strict";

(() => {
  const { el, t } = nianbao;
  const BEFORE = { g: "≥", l: "≤", a: "≈" };

  // The signs of a figure: in front of it, and behind it.
  nianbao.signs = (letters) => {
    const before = ["g", "l", "a"].find((letter) => letters.includes(letter));
    const behind = [..."xodiprk"].filter((letter) => letters.includes(letter));
    return { before: before ? BEFORE[before] : "", behind };
  };

  const SIGNS = { x: "≠", o: "⋯", d: "∑", i: "∴", p: "⊘", r: "◌", k: "✎" };

  // Words for a screen reader and for the pointer that stays.
  nianbao.markWords = (letters) =>
    [...letters].filter((letter) => letter !== "t").map((letter) => t(`mark.${letter}`));

  // Whether nothing makes a figure less sure than a bare number looks.
  nianbao.isSure = (letters) => [...letters].every((letter) => "tk".includes(letter));

  nianbao.valueWords = (value, letters, unit = "") => {
    const { before } = nianbao.signs(letters);
    return `${before}${nianbao.number(value)}${unit ? ` ${unit}` : ""}`;
  };

  // A figure of a table or list, as a link to its sentence where it has one.
  nianbao.figure = (value, letters, address, others = []) => {
    if (value === null || value === undefined) {
      const sign = letters.includes("s") ? others.map((other) => nianbao.number(other)).join(" / ") : "?";
      const properties = { class: "figure missing", title: nianbao.markWords(letters).join("; ") };
      const words = el("span", { class: "unseen" }, ` (${properties.title})`);
      return address ? el("a", { ...properties, href: address }, sign, words) : el("span", properties, sign, words);
    }
    const { before, behind } = nianbao.signs(letters);
    const told = nianbao.markWords(letters).join("; ");
    const children = [
      before,
      nianbao.number(value),
      behind.map((letter) => el("sup", { "aria-hidden": "true", class: `sign-${letter}` }, SIGNS[letter])),
      told ? el("span", { class: "unseen" }, ` (${told})`) : null,
    ];
    const properties = { class: `figure${letters.includes("x") ? " contradicted" : ""}`, title: told || null };
    return address ? el("a", { ...properties, href: address }, children) : el("span", properties, children);
  };

  nianbao.figureAddress = (report, code, start, applicant = "") =>
    nianbao.address(...["report", report, code, start ?? "any", applicant].filter((part) => part !== ""));

  // What the signs mean: those of some figures, or all.
  nianbao.signLegend = (shown = "glaxodiprk") => {
    const letters = [..."glaxodiprk"].filter((letter) => shown.includes(letter));
    if (!letters.length) return null;
    return el(
      "p",
      { class: "legend" },
      letters.map((letter) => el("span", {}, el("b", {}, BEFORE[letter] ?? SIGNS[letter]), " ", t(`mark.${letter}`))),
    );
  };

  // What is known of a code or ratio.
  nianbao.entry = (codes, code) => codes.figures[code] ?? codes.ratios[code];
  nianbao.codeName = (codes, code) => nianbao.entry(codes, code)?.[nianbao.language] ?? code;
  // What a code is about, where it does not stand among its like: 结果纠正 alone does not say of what.
  nianbao.codeTopic = (codes, code) => (code in codes.figures ? t(`group.${code.split(".")[0]}`) : t("indicators.ratios"));
  nianbao.codeCount = (codes, code) => Object.values(nianbao.entry(codes, code).counts).reduce((total, number) => total + number, 0);
  nianbao.codeFits = (codes, code, wanted) => {
    const { zh, en } = nianbao.entry(codes, code);
    return `${code} ${zh} ${en}`.toLowerCase().includes(wanted);
  };
  // All codes and ratios: those that are asked for most, then the others in the order of the codebook.
  nianbao.inOrder = (codes) => [...new Set([...codes.headlines, ...Object.keys(codes.figures), ...Object.keys(codes.ratios)])].filter((code) => nianbao.entry(codes, code));
  // Whether a figure has another meaning in a year than in an earlier one.
  nianbao.isBroken = ({ breaks }, before, year) => before !== undefined && breaks.some((one) => before < one && one <= year);

  // How a code or ratio compares over the years, and what to mind.
  nianbao.comparability = (codes, code) => {
    const { grade, breaks, note } = nianbao.entry(codes, code);
    const years = breaks.join(nianbao.language === "zh" ? "、" : ", ");
    const told = grade ? t(`comparability.${grade}`, { years }) : t("comparability.none");
    const doubtful = grade === "A" ? "" : " doubtful";
    const words = note[nianbao.language] ? [note[nianbao.language], null] : [note.en, "en"];
    const more = grade && words[0] ? el("span", { lang: words[1] }, words[0]) : null;
    return el("p", { class: `comparability${doubtful}` }, el("b", {}, told), nianbao.language === "zh" ? "。" : ". ", more);
  };
  nianbao.unit = (unit) => (unit ? t(`unit.${unit}`) : "");
  nianbao.codeUnit = (codes, code) => nianbao.unit(codes.figures[code]?.unit);
  nianbao.isRatio = (codes, code) => code in codes.ratios;
})();
