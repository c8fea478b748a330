"use strict";
/* The card at the side: every fact about the selection and the sentence it stands on. */

const dot = (kind) => {
  const look = KINDS[kind] ?? { color: "#5F6B7A", glyph: "？" };
  const disc = make("span", { class: "dot", "aria-hidden": "true" }, look.glyph);
  disc.style.background = look.color;
  return disc;
};
const badge = (fact) => (fact.state ? make("span", { class: `badge ${fact.status}` }, fact.state) : null);
const sure = (fact) =>
  make("span", { class: "sure", title: "置信度" }, fact.confidence.toFixed(2));
const end = (node, words) => (node === null ? make("span", {}, words) : goTo(node));

/** Group values by a key, in the order in which the keys first come. */
function groupBy(values, keyOf) {
  const groups = new Map();
  for (const value of values) {
    const key = keyOf(value);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(value);
  }
  return [...groups.values()];
}

/** Show facts with their sentences; facts of one sentence share it. */
function showFacts(facts, line) {
  const inOrder = [...facts].sort((a, b) => a.article - b.article || a.sentence[0] - b.sentence[0]);
  return groupBy(inOrder, (fact) => `${fact.article} ${fact.sentence[0]}`).map((group) =>
    make("div", { class: "group" },
      ...group.map((fact) => make("div", { class: "fact" }, ...line(fact), badge(fact), sure(fact))),
      showEvidence(group)));
}

const aside = (...words) => {
  const text = words.filter(Boolean).join("，");
  return text ? make("span", { class: "soft" }, `（${text}）`) : null;
};
const said = (fact) => (fact.speaker ? `${fact.speaker}说` : "");
const claimLine = (node) => (claim) => {
  const outward = claim.s === node;
  return [make("span", {}, outward ? end(claim.o, claim.object) : end(claim.s, claim.subject)),
    aside(claim.role, claim.period, said(claim))].filter(Boolean);
};
const observationLine = (observation) => [
  make("span", {}, observation.metric, " ", make("b", {}, observation.amount),
    aside(observation.period, said(observation)) ?? ""),
];
const quotationLine = (quotation) => [
  make("span", {}, quotation.direct ? "“" : "", quotation.text, quotation.direct ? "”" : ""),
];

function section(title, count, ...children) {
  return [make("h4", {}, title, make("small", {}, String(count))), ...children];
}

/** The relations of a node: one section a relation and direction. */
function showClaims(node, claims) {
  const key = (claim) => `${claim.p} ${claim.s === node}`;
  return groupBy(claims, key).flatMap((group) => {
    const label = DATA.properties[group[0].p] ?? group[0].p;
    const title = group[0].s === node ? `${label} →` : `← ${label}`;
    return section(title, group.length, ...showFacts(group, claimLine(node)));
  });
}

/** The sentence that first names a node of which no fact is known. */
function showFirstMention(index) {
  for (const [number, article] of ARTICLES.entries()) {
    const mention = article.mentions.find(([, , node]) => node === index);
    const sentence = mention && article.sentences.find(([s, e]) => s <= mention[0] && mention[1] <= e);
    if (sentence) {
      return section("首次出现", "", showEvidence([{ s: index, article: number, sentence, antecedents: [] }]));
    }
  }
  return [];
}

function showNode(index) {
  const node = NODES[index];
  const about = ABOUT[index];
  const [claims, observations, quotations] =
    [about.claims, about.observations, about.quotations].map((facts) => facts.filter(factOn));
  const counts = [[claims, "条关系"], [observations, "个数字"], [quotations, "段引语"]]
    .filter(([facts]) => facts.length).map(([facts, unit]) => `${facts.length} ${unit}`);
  const facts = claims.length + observations.length + quotations.length;
  const tools = make("div", { class: "tools" },
    ...[["复制引文", citeNode], ["复制 CSV", listNode], ["复制 Turtle", describeNode]].map(([label, write]) => {
      const button = make("button", { type: "button" }, label);
      button.addEventListener("click", () => copy(write(index), button));
      return button;
    }));
  return [
    make("h3", { tabindex: "-1" }, node.name),
    make("div", { class: "meta" }, dot(node.kind),
      [KINDS[node.kind]?.label ?? node.kind, ...counts, `${about.articles.size} 篇文章`].join(" · ")),
    node.aliases.length ? make("p", { class: "also" }, `又作：${node.aliases.join("、")}`) : null,
    facts ? tools : null,
    ...showClaims(index, claims),
    ...(observations.length ? section("数字", observations.length, ...showFacts(observations, observationLine)) : []),
    ...(quotations.length ? section("引语", quotations.length, ...showFacts(quotations, quotationLine)) : []),
    ...(facts ? [] : showFirstMention(index)),
  ];
}

function showLink(number) {
  const link = LINKS[number];
  const claims = claimsOn(link);
  return [
    make("h3", { tabindex: "-1" }, NODES[link.source].name, " → ", NODES[link.target].name),
    make("div", { class: "meta" }, `${claims.length} 条关系`),
    make("div", { class: "tools" }, ...[link.source, link.target].map((node) =>
      make("button", { type: "button", onclick: () => select({ node }, true) }, `看 ${NODES[node].name}`))),
    ...groupBy(claims, (claim) => claim.p).flatMap((group) => section(
      DATA.properties[group[0].p] ?? group[0].p, group.length,
      ...showFacts(group, (claim) => [
        make("span", {}, end(claim.s), ` ${DATA.properties[claim.p] ?? claim.p} `, end(claim.o)),
        aside(claim.role, claim.period, said(claim))].filter(Boolean)))),
  ];
}

/** What stands there while nothing is selected. */
function showList() {
  const shown = NODES.map((node, index) => ({ node, index })).filter(({ index }) => nodeOn(index));
  if (!shown.length) return [make("p", { class: "empty" }, "筛选之后没有剩下实体。请放宽左侧的条件。")];
  const top = [...shown].sort((a, b) => b.node.degree - a.node.degree || a.index - b.index).slice(0, 14);
  return [
    make("p", { class: "empty" }, "点一个节点，看它的每条关系、每个数字和报纸原句；点一条线，看它凭哪句话。"),
    make("h4", {}, "联系最多的实体"),
    make("ul", { class: "list" }, ...top.map(({ node, index }) =>
      make("li", {}, dot(node.kind), goTo(index), make("small", {}, `${linksOn(index).length} 条`)))),
    ...groupBy(ARTICLES, ({ page }) => page)
      .filter(([{ page }]) => !state.page || page === state.page)
      .flatMap((articles) => section(`版面 ${sourceOf(articles[0])}`, `${articles.length} 篇`, ...articles.map(showWhole))),
  ];
}

function showWhole(article) {
  const details = make("details", { class: "article" },
    make("summary", {}, make("span", {}, article.title)));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(showArticle(article, [-1, -1]));
  });
  return details;
}

function showCard() {
  const { selected } = state;
  let parts;
  if (!selected) parts = showList();
  else parts = selected.link === undefined ? showNode(selected.node) : showLink(selected.link);
  $("#card").replaceChildren(...parts.filter(Boolean));
  $("#card").scrollTop = 0;
}

const sentenceOf = (fact) => ARTICLES[fact.article].text.slice(...fact.sentence);

/** The facts of a node as text to paste into a manuscript. */
function citeNode(index) {
  const { claims, observations, quotations } = ABOUT[index];
  const cite = (words) => (fact) => {
    const article = ARTICLES[fact.article];
    const mark = fact.state ? `（${fact.state}）` : "";
    return `${words(fact)}${mark}\n　　“${sentenceOf(fact)}”——《${article.title}》，${sourceOf(article)}`;
  };
  return [
    ...claims.filter(factOn).map(cite((c) => `${c.subject} ${DATA.properties[c.p] ?? c.p} ${c.object}`)),
    ...observations.filter(factOn).map(cite((o) => `${NODES[o.s].name} ${o.metric} ${o.amount} ${o.period}`.trim())),
    ...quotations.filter(factOn).map(cite((q) => `${NODES[q.s].name}：${q.text}`)),
  ].join("\n");
}

/** A node as Turtle, with the prefixes that it uses. */
function describeNode(index) {
  const record = DATA.records[index];
  const used = Object.entries(DATA.prefixes).filter(([prefix]) => record.includes(`${prefix}:`));
  return [...used.map(([prefix, space]) => `@prefix ${prefix}: <${space}> .`), "", record].join("\n");
}

/** The facts of a node as CSV. */
function listNode(index) {
  const { claims, observations, quotations } = ABOUT[index];
  const head = ["种类", "主体", "关系或指标", "对象或数值", "单位", "限定", "变化", "时间", "状态", "置信度", "原句", "文章", "版面", "日期"];
  const tail = (fact) => {
    const article = ARTICLES[fact.article];
    return [fact.state || "实际", fact.confidence, sentenceOf(fact), article.title, article.page, article.issued ?? ""];
  };
  const rows = [
    ...claims.filter(factOn).map((c) =>
      ["关系", c.subject, DATA.properties[c.p] ?? c.p, c.object, "", "", "", c.period, ...tail(c)]),
    ...observations.filter(factOn).map((o) =>
      ["数字", NODES[o.s].name, o.metric, o.value, o.unit, o.qualifier, o.change ?? "", o.iso ?? "", ...tail(o)]),
    ...quotations.filter(factOn).map((q) => ["引语", NODES[q.s].name, "", q.text, "", "", "", "", ...tail(q)]),
  ];
  // A cell that a spreadsheet would take for a formula gets an apostrophe before it.
  const cell = (value) => `"${String(value).replace(/^(?=[=+@\t]|-\D)/, "'").replaceAll('"', '""')}"`;
  return [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}
