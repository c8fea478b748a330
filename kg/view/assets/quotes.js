"use strict";
/* Sentences with their names marked, their source, and the article they stand in. */

/** Show article.text[start:end] with `spans` ([start, end, class, node?]) marked; no overlaps. */
function markUp(article, start, end, spans) {
  const parts = document.createDocumentFragment();
  let at = start;
  const inside = spans.filter(([s, e]) => s >= start && e <= end).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  for (const [s, e, kind, node] of inside) {
    if (s < at) continue;
    parts.append(article.text.slice(at, s));
    const words = article.text.slice(s, e);
    parts.append(make("mark", { class: kind }, node === undefined ? words : goTo(node, words)));
    at = e;
  }
  parts.append(article.text.slice(at, end));
  return parts;
}

/** A name that selects its node. */
function goTo(node, words = NODES[node].name) {
  return make("button", { class: "go", type: "button", onclick: () => select({ node }, true) }, words);
}

/** What is marked in the sentence of some facts: their names, figures and quoted words. */
function spansOf(facts) {
  const article = ARTICLES[facts[0].article];
  const named = new Set(facts.flatMap((fact) => [fact.s, fact.o]));
  return [
    ...facts.filter((fact) => fact.figure).map((fact) => [...fact.figure, "strong"]),
    ...article.mentions.filter(([, , node]) => named.has(node)).map(([s, e]) => [s, e, ""]),
  ];
}

/** The place before the sentence that says whom “该局” means, where there is one. */
function before(facts, article) {
  const [start] = facts[0].sentence;
  const earlier = facts.flatMap((fact) => fact.antecedents).find(([, end]) => end <= start);
  if (!earlier) return null;
  const from = Math.max(0, earlier[0] - 12);
  const to = Math.min(article.text.length, earlier[1] + 12);
  return make("span", { class: "before" }, "前文：…", markUp(article, from, to, [[...earlier, ""]]), "…");
}

/** The sentence that `facts` (one or more of the same sentence) stand on, with its source. */
function showEvidence(facts) {
  const article = ARTICLES[facts[0].article];
  const [start, end] = facts[0].sentence;
  const quote = make("blockquote", {}, before(facts, article), markUp(article, start, end, spansOf(facts)));
  const details = make("details", { class: "article" },
    make("summary", {}, make("span", {}, `《${article.title}》`), ` ${sourceOf(article)}`));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(showArticle(article, [start, end]));
    const here = details.querySelector(".here");
    if (details.open && here) here.parentElement.parentElement.scrollTop = here.offsetTop - 100;
  });
  const box = document.createDocumentFragment();
  box.append(quote, details);
  return box;
}

const sourceOf = (article) =>
  [article.issued ? article.issued + (article.inferred ? "（推断）" : "") : "日期不详", article.page].join(" · ");

/** An article's whole text: every name leads to its node, the sentence [start, end] is marked. */
function showArticle(article, [start, end]) {
  const box = make("div", { class: "text", tabindex: "0", role: "region", "aria-label": `原文：${article.title}` });
  if (article.authors.length) box.append(make("p", { class: "source" }, `作者：${article.authors.join("、")}`));
  const names = article.mentions.map(([s, e, node]) => [s, e, "", node]);
  let at = 0;
  for (const line of article.text.split("\n")) {
    const stop = at + line.length;
    const paragraph = make("p", at < article.body ? { class: "headline" } : {});
    const from = Math.max(at, start);
    const to = Math.min(stop, end);
    if (from < to) {
      paragraph.append(plainNames(article, at, from, names),
        make("mark", { class: "here" }, article.text.slice(from, to)), plainNames(article, to, stop, names));
    } else paragraph.append(plainNames(article, at, stop, names));
    box.append(paragraph);
    at = stop + 1;
  }
  if (article.truncated) box.append(make("p", { class: "source" }, "（版面上的文字到此中断）"));
  return box;
}

/** Names in running text: links without the yellow of the marked sentence. */
function plainNames(article, start, end, names) {
  const parts = markUp(article, start, end, names);
  parts.querySelectorAll("mark").forEach((mark) => mark.replaceWith(...mark.childNodes));
  return parts;
}
