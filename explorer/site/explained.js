// What the reader says of a report, in the language of the page: its own sentences are English with Chinese names.
"use strict";

(() => {
  const { el, t } = nianbao;
  const NUMBER = "-?[\\d.,]+";

  // Sentences of checks, and how Chinese says them. What fits none of them is shown as it is, behind the name of its rule.
  const SENTENCES = [
    [`(.+) is not (.+); the difference is (${NUMBER})\\.`, "$1 ≠ $2，相差 $3。"],
    ["(.+) is not (.+)\\.", "$1 ≠ $2。"],
    ["(.+) equals (.+)\\.", "$1 ＝ $2。"],
    ["(.+) agrees with (.+)\\.", "$1 与 $2 相符。"],
    ["(.+) is within (.+), which it is part of\\.", "$1 不多于其所属的 $2。"],
    ["(.+) exceeds (.+), which it is part of\\.", "$1 多于其所属的 $2。"],
    ["(.+) in one year is within (.+) in all years\\.", "$1（本年）不多于历年累计 $2。"],
    ["(.+) in one year exceeds (.+) in all years\\.", "$1（本年）多于历年累计 $2。"],
    [`(.+) exceeds (.+); the difference is (${NUMBER})\\.`, "$1 ＞ $2，相差 $3。"],
    [`(.+) falls short of (.+); the difference is (${NUMBER})\\.`, "$1 ＜ $2，相差 $3。"],
    ["(.+) is at most (.+)\\.", "$1 ≤ $2。"],
    ["(.+) is at least (.+)\\.", "$1 ≥ $2。"],
    ["The text prints (.+) as (.+), the table as (.+): they contradict each other\\.", "正文中$1写作 $2，表中为 $3，两者矛盾。"],
    ["The text prints (.+) as (.+), the table as (.+)\\.", "正文中$1写作 $2，表中为 $3，两者相符。"],
    ["The text prints (.+) as (.+); in the table this is (.+)\\.", "正文中$1写作 $2，即表中的$3。"],
    ["The text prints (.+) as (.+); the table has (.+)\\.", "正文中$1写作 $2，而表中是$3。"],
    ["The text gives the share of (.+) as (.+%); (.+) / (.+) = (.+%)\\.", "正文称$1占 $2；$3 ÷ $4 = $5。"],
    ["The text says that (.+) changed by (.+%); (.+) after (.+) in (\\d+) \\(.+\\) is (.+%)\\.", "正文称$1变化 $2；$5年为 $4，本年 $3，实为 $6。"],
    ["The text says that there was no (.+), and prints none elsewhere\\.", "正文称没有$1，别处也没有这个数。"],
    ["The text says that there was no (.+), and prints (.+) elsewhere\\.", "正文称没有$1，别处却写作 $2。"],
    ["“(.+)” and so on: the parts after 其中, (.+), make the total (.+)\\.", "“$1”等：“其中”之后各项 $2，与总数 $3 相符。"],
    ["“(.+)” and so on: the parts after 其中, (.+), do not make the total (.+)\\.", "“$1”等：“其中”之后各项 $2，与总数 $3 不符。"],
    ["The shares (.+) make 100%: (.+)\\.", "各项占比 $1 合计 $2。"],
    ["The shares (.+) do not make 100%: (.+)\\.", "各项占比 $1 合计 $2，不是 100%。"],
    ["(.+) follows from words such as 均 or 全部; the whole is (.+)\\.", "$1由“均”“全部”等字推得；总数为$2。"],
    ["(.+) lies between 0 and 100%\\.", "$1，在 0 与 100% 之间。"],
    ["The title names (\\d+), the period (\\d+)\\.", "标题为$1年，统计期为$2年。"],
    ["The period is the whole year (\\d+)\\.", "统计期为$1年全年。"],
    ["No count is negative\\.", "没有负数。"],
    ["Every count is a whole number\\.", "都是整数。"],
    ["No stretch of the text stands twice\\.", "没有重复的文字。"],
    ["No figure of this year is one that it is compared with\\.", "没有把上年的数当作本年的数。"],
    ["No other report has the same (\\d+) figures\\.", "没有别的报告有同样的$1个数字。"],
    ["All (\\d+) figures are of the same order of magnitude as in (\\d+)\\.", "$1个数字都与$2年同一数量级。"],
    ["All (\\d+) figures that the text calls inexact are marked so\\.", "原文称约数的$1个数字都已标明。"],
    ["The report has (\\d+) characters after (\\d+) in (\\d+)\\.", "本报告$1字，$3年为$2字。"],
  ].map(([sentence, chinese]) => [new RegExp(`^${sentence}$`, "su"), chinese]);
  const COLUMN = / ?\(column ([^)]+)\)/g;

  // Chinese names of codes and applicants become English ones: the longest first, so that none is taken for a part.
  function english(codes, check) {
    const names = new Map(check.codes.filter((code) => codes.figures[code]).map((code) => [codes.figures[code].zh, codes.figures[code].en]));
    for (const [key, [chinese, words]] of Object.entries(nianbao.words)) {
      if (key.startsWith("applicant.") && !names.has(chinese)) names.set(chinese, words);
    }
    const known = [...names.keys()].sort((one, other) => other.length - one.length);
    const pattern = new RegExp(known.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
    return check.explanation.replace(/“[^”]*”|[^“]+/g, (part) => (part.startsWith("“") ? part : part.replace(pattern, (name) => names.get(name))));
  }

  nianbao.explained = (codes, check) => {
    if (nianbao.language !== "zh") return el("span", {}, english(codes, check));
    const sentence = check.explanation.replace(COLUMN, "（$1）");
    const fits = SENTENCES.find(([pattern]) => pattern.test(sentence));
    return fits ? el("span", {}, sentence.replace(...fits)) : el("span", { lang: "en" }, check.explanation);
  };

  // Why a number is unread; what is said of single words is left in English.
  nianbao.reason = (words) => {
    const key = `reason.${words}`;
    return key in nianbao.words ? el("span", {}, t(key)) : el("span", { lang: "en" }, words);
  };
})();
