// How a number is shown, wherever it is: with all that makes it less sure than a bare number looks.
"use strict";

(() => {
  const { el } = nianbao;
  const BEFORE = { g: "≥", l: "≤", a: "≈" };

  // The signs of a figure: in front of it, and behind it.
  nianbao.signs = (letters) => {
    const before = ["g", "l", "a"].find((letter) => letters.includes(letter));
    const behind = [..."xodip"].filter((letter) => letters.includes(letter));
    return { before: before ? BEFORE[before] : "", behind };
  };

  const SIGNS = { x: "≠", o: "⋯", d: "∑", i: "∴", p: "⊘" };

  // Words for a screen reader and for the pointer that stays.
  nianbao.markWords = (letters) =>
    [...letters].filter((letter) => letter !== "t").map((letter) => nianbao.t(`mark.${letter}`));

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

  // What the signs mean; only where there are any.
  nianbao.signLegend = () =>
    el(
      "p",
      { class: "legend" },
      ["g", "l", "a", "x", "o", "d", "i", "p"].map((letter) =>
        el("span", {}, el("b", {}, BEFORE[letter] ?? SIGNS[letter]), " ", nianbao.t(`mark.${letter}`)),
      ),
    );

  nianbao.codeName = (codes, code) => {
    const known = codes.figures[code] ?? codes.ratios[code];
    return known ? known[nianbao.language === "zh" ? 0 : 1] : code;
  };
  nianbao.unit = (unit) => (unit ? nianbao.t(`unit.${unit}`) : "");
  nianbao.codeUnit = (codes, code) => nianbao.unit(codes.figures[code]?.[2]);
  nianbao.isRatio = (codes, code) => code in codes.ratios;
})();
