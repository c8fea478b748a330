"use strict";
/* The data of the page, what of it is switched on, and what is selected. */

const DATA = JSON.parse($("#data").textContent);
const { nodes: NODES, articles: ARTICLES, claims: CLAIMS, observations: OBSERVATIONS,
  quotations: QUOTATIONS, kinds: KINDS } = DATA;

/** What is shown.  `selected` is null, {node: index} or {link: index}. */
const state = {
  kinds: new Set(Object.keys(KINDS)), sure: 0, page: "", undone: true, alone: true, hubs: true,
  selected: null,
};

/** The links: all claims from one node to another. */
const LINKS = DATA.network.edges.map((edge, id) => ({
  id, source: edge.from, target: edge.to, claims: DATA.links[id].map((index) => CLAIMS[index]),
}));

/** Facts and articles of each node. */
const ABOUT = NODES.map(() => ({ claims: [], observations: [], quotations: [], articles: new Set(), links: [] }));
CLAIMS.forEach((claim) => new Set([claim.s, claim.o]).forEach((node) => ABOUT[node]?.claims.push(claim)));
OBSERVATIONS.forEach((observation) => ABOUT[observation.s]?.observations.push(observation));
QUOTATIONS.forEach((quotation) => ABOUT[quotation.s]?.quotations.push(quotation));
ARTICLES.forEach((article, number) =>
  article.mentions.forEach(([, , node]) => ABOUT[node].articles.add(number)));
LINKS.forEach((link) => [link.source, link.target].forEach((node) => ABOUT[node].links.push(link)));

const pageOf = (article) => ARTICLES[article].page;

/** Tell whether a fact passes the filters. */
const factOn = (fact) =>
  fact.confidence >= state.sure
  && (state.undone || fact.status === undefined || fact.status === "actual")
  && (!state.page || pageOf(fact.article) === state.page);

function nodeOn(index) {
  const node = NODES[index];
  return state.kinds.has(node.kind)
    && (state.hubs || !node.hub)
    && (state.alone || node.degree > 0)
    && (!state.page || [...ABOUT[index].articles].some((article) => pageOf(article) === state.page));
}

const claimsOn = (link) => link.claims.filter(factOn);
const linkOn = (link) => nodeOn(link.source) && nodeOn(link.target) && claimsOn(link).length > 0;
const linksOn = (node) => ABOUT[node].links.filter(linkOn);

/** The nodes that stay in full colour: the selection and what it is linked with. */
function inFocus() {
  const { selected } = state;
  if (!selected) return null;
  if (selected.link !== undefined) return new Set([LINKS[selected.link].source, LINKS[selected.link].target]);
  return new Set([selected.node, ...linksOn(selected.node).flatMap((link) => [link.source, link.target])]);
}

/** Find nodes whose name or alias has the words: beginnings first, then the most connected. */
function findNodes(words) {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return [];
  const rank = (node) => Math.min(...[node.name, ...node.aliases].map((name) => {
    const at = name.toLowerCase().indexOf(wanted);
    return at < 0 ? 9 : Number(at > 0);
  }));
  return NODES.map((node, index) => ({ node, index, rank: rank(node) }))
    .filter((hit) => hit.rank < 9)
    .sort((a, b) => a.rank - b.rank || b.node.degree - a.node.degree || a.index - b.index);
}
