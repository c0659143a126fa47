// What all views share: data that is loaded when it is needed, elements that are made from words and never from markup,
// numbers and downloads.
"use strict";

const nianbao = (window.nianbao = { views: {}, words: {} });

(() => {
  const waiting = new Map();

  // A script of data calls this with its key when it has arrived.
  nianbao.loaded = (key, payload) => waiting.get(key)?.resolve(payload);

  // Data by its key, such as "reports/32/320200-2017". A page on a disk may load scripts, but not read files.
  nianbao.load = (key) => {
    if (!waiting.has(key)) {
      const entry = {};
      entry.promise = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
      waiting.set(key, entry);
      addScript(`data/${key}.js`).catch(() => {
        waiting.delete(key);
        entry.reject(new Missing(key));
      });
    }
    return waiting.get(key).promise;
  };

  // Data that may not be there: null then.
  nianbao.loadIfThere = (key) => nianbao.load(key).catch(() => null);

  class Missing extends Error {
    constructor(key) {
      super(key);
      this.key = key;
    }
  }
  nianbao.Missing = Missing;

  function addScript(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }
  nianbao.addScript = addScript;

  // An element; children are elements, words, or lists of both. Words are always text.
  nianbao.el = (tag, properties = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  };

  // A link to where a report was found, if that is an address of the web; else its words alone.
  nianbao.source = (address, label = address) => {
    let parsed = null;
    try {
      parsed = new URL(address);
    } catch {
      // No address: shown as it is.
    }
    if (parsed && ["http:", "https:"].includes(parsed.protocol)) {
      return nianbao.el("a", { href: parsed.href, rel: "noopener noreferrer external", target: "_blank" }, label);
    }
    return nianbao.el("span", { class: "address" }, label);
  };

  nianbao.link = (parts, ...children) => nianbao.el("a", { href: nianbao.address(...parts) }, ...children);
  nianbao.address = (...parts) => `#/${parts.map((part) => encodeURIComponent(part)).join("/")}`;

  nianbao.reportKey = (id) => `reports/${id.slice(0, 2)}/${id}`;
  nianbao.governmentKey = (id) => `governments/${id.slice(0, 2)}/${id}`;

  nianbao.number = (value, digits = 4) =>
    new Intl.NumberFormat(nianbao.language === "zh" ? "zh-CN" : "en", { maximumFractionDigits: digits }).format(value);
  nianbao.percent = (value) =>
    new Intl.NumberFormat(nianbao.language === "zh" ? "zh-CN" : "en", {
      style: "percent",
      maximumFractionDigits: 1,
    }).format(value);

  nianbao.download = (name, content, type) => {
    const address = URL.createObjectURL(new Blob([content], { type }));
    const link = nianbao.el("a", { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };

  // CSV for a spreadsheet: with a byte order mark, and nothing that it would run as a formula.
  nianbao.csv = (rows) => {
    const cell = (value) => {
      const words = value === null || value === undefined ? "" : String(value);
      const harmless = typeof value === "string" && /^[=+\-@\t\r]/.test(words) ? `'${words}` : words;
      return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
    };
    return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  };

  nianbao.csvButton = (name, rows) =>
    nianbao.el(
      "button",
      { type: "button", class: "quiet", onclick: () => nianbao.download(`${name}.csv`, nianbao.csv(rows()), "text/csv") },
      nianbao.t("downloadCsv"),
    );

  nianbao.remember = (name, value) => {
    try {
      localStorage.setItem(`nianbao.${name}`, value);
    } catch {
      // Some browsers keep nothing for pages on a disk.
    }
  };
  nianbao.recall = (name) => {
    try {
      return localStorage.getItem(`nianbao.${name}`);
    } catch {
      return null;
    }
  };
})();
