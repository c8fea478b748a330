"use strict";
/* Selection, filters, search, keys, theme, tips. */

/** Select {node} or {link}, or nothing; `fly` brings it into view. */
function select(selected, fly = false) {
  state.selected = selected;
  showCard();
  repaint();
  showTip(null);
  const node = selected?.node;
  if (fly && node !== undefined) flyTo(node);
  $("#live").textContent = node === undefined ? "" : `已选中 ${NODES[node].name}`;
  const hash = node === undefined ? "" : `#e=${encodeURIComponent(addressOf(node))}`;
  if (hash !== location.hash) history.replaceState(null, "", location.pathname + location.search + hash);
}

/** A node's name, or its identifier where two nodes have the name. */
const addressOf = (node) =>
  (NODES.filter(({ name }) => name === NODES[node].name).length > 1 ? NODES[node].id : NODES[node].name);

/** Select what the address names. */
function followAddress() {
  const [, words] = /^#e=(.+)/.exec(location.hash) ?? [];
  if (!words) return;
  let wanted;
  try { wanted = decodeURIComponent(words); } catch { return; }
  const byId = NODES.findIndex(({ id }) => id === wanted);
  const node = byId >= 0 ? byId : NODES.findIndex(({ name, aliases }) => name === wanted || aliases.includes(wanted));
  if (node >= 0) select({ node }, true);
  else {
    const known = `图里没有画出“${wanted}”。可以在终端里用 kg show ${wanted} 查看。`;
    $("#card").prepend(make("p", { class: "empty missing", role: "status" }, known));
  }
}

/** Apply changed filters; what they hide does not stay selected. */
function refilter() {
  const { selected } = state;
  const gone = selected && (selected.link === undefined ? !nodeOn(selected.node) : !linkOn(LINKS[selected.link]));
  if (gone) select(null);
  else { showCard(); repaint(); }
}

function buildFilters() {
  const counts = new Map();
  NODES.forEach(({ kind }) => counts.set(kind, (counts.get(kind) ?? 0) + 1));
  for (const [kind, { label }] of Object.entries(KINDS)) {
    if (!counts.has(kind)) continue;
    const box = make("input", { type: "checkbox", checked: "", "data-kind": kind });
    box.addEventListener("change", () => {
      if (box.checked) state.kinds.add(kind);
      else state.kinds.delete(kind);
      refilter();
    });
    $("#kinds").append(make("label", {}, box, dot(kind), label, make("small", {}, String(counts.get(kind)))));
  }
  $("#sure").addEventListener("input", ({ target }) => {
    state.sure = Number(target.value);
    $("#sure-value").textContent = state.sure.toFixed(2);
    refilter();
  });
  for (const name of ["undone", "alone", "hubs"]) {
    $(`#${name}`).addEventListener("change", ({ target }) => { state[name] = target.checked; refilter(); });
  }
  $("#hubs").closest("label").hidden = !NODES.some(({ hub }) => hub);
  $("#alone").closest("label").hidden = !NODES.some(({ degree }) => degree === 0);
  const pages = new Map(ARTICLES.map(({ page, issued }) => [page, issued]));
  $("#page").append(make("option", { value: "" }, `全部 ${pages.size} 版`),
    ...[...pages].map(([page, issued]) => make("option", { value: page }, [issued, page].filter(Boolean).join(" · "))));
  $("#page").addEventListener("change", ({ target }) => { state.page = target.value; refilter(); });
  $("#filters").addEventListener("click", () => {
    const open = document.body.classList.toggle("filtering");
    $("#filters").setAttribute("aria-expanded", String(open));
  });
  $("main").addEventListener("pointerdown", () => {
    document.body.classList.remove("filtering");
    $("#filters").setAttribute("aria-expanded", "false");
  });
}

function buildSearch() {
  const input = $("#query");
  const list = $("#hits");
  let current = -1;
  const close = () => { list.replaceChildren(); current = -1; input.setAttribute("aria-expanded", "false"); };
  const pick = (node) => {
    input.value = NODES[node].name;
    close();
    reveal(node);
    select({ node }, true);
    $("#net").focus();
  };
  const point = (step) => {
    const items = [...list.querySelectorAll("[data-node]")];
    if (!items.length) return;
    current = (current + step + items.length) % items.length;
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === current)));
    input.setAttribute("aria-activedescendant", items[current].id);
    items[current].scrollIntoView({ block: "nearest" });
  };
  input.addEventListener("input", () => {
    close();
    if (!input.value.trim()) return;
    const hits = findNodes(input.value).slice(0, 12);
    list.append(...hits.map(({ node, index }, at) => make("li",
      { role: "option", id: `hit-${at}`, "data-node": index, "aria-selected": "false", onmousedown: () => pick(index) },
      dot(node.kind), node.name, make("small", {}, KINDS[node.kind]?.label ?? node.kind))));
    if (!hits.length) list.append(make("li", { class: "none" }, `没有找到“${input.value.trim()}”`));
    input.setAttribute("aria-expanded", "true");
  });
  input.addEventListener("keydown", (event) => {
    const items = list.querySelectorAll("[data-node]");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      point(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && items.length) pick(Number(items[Math.max(current, 0)].dataset.node));
    else if (event.key === "Escape") { close(); input.value = ""; input.blur(); }
  });
  input.addEventListener("blur", close);
}

/** Undo the filters that hide a node one asked for by name. */
function reveal(node) {
  if (nodeOn(node)) return;
  const { kind } = NODES[node];
  state.kinds.add(kind);
  const box = $(`[data-kind="${kind}"]`);
  if (box) box.checked = true;
  state.page = $("#page").value = "";
  for (const name of ["alone", "hubs"]) state[name] = $(`#${name}`).checked = true;
}

/** Walk to the neighbour that lies most in the direction of an arrow key. */
function walk([dx, dy]) {
  const from = state.selected?.node;
  if (from === undefined) return;
  const positions = network.getPositions();
  const neighbours = new Set(linksOn(from).flatMap(({ source, target }) => [source, target]));
  neighbours.delete(from);
  const off = (node) => {
    const [x, y] = [positions[node].x - positions[from].x, positions[node].y - positions[from].y];
    return -(x * dx + y * dy) / Math.hypot(x, y);
  };
  const [next] = [...neighbours].filter((node) => off(node) < 0).sort((a, b) => off(a) - off(b) || a - b);
  if (next !== undefined) select({ node: next }, true);
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function buildKeys() {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select")) return;
    if (event.key === "/") {
      event.preventDefault();
      $("#query").focus();
      $("#query").select();
    } else if (event.key === "Escape") select(null);
    else if (event.key === "0") showAll(move(300));
    else if (event.key === "d") switchTheme();
    else if (event.key in ARROWS && state.selected && !event.target.closest("aside")) {
      event.preventDefault();
      walk(ARROWS[event.key]);
    }
  });
  $("#fit").addEventListener("click", () => { select(null); showAll(move(300)); });
  $("#png").addEventListener("click", () =>
    make("a", { download: `${DATA.title}.png`, href: pictureAddress() }).click());
  $("#theme").addEventListener("click", () => switchTheme());
}

/** Change to dark or light; at first the system decides, later the reader. */
function switchTheme(dark = document.documentElement.dataset.theme !== "dark") {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  colors.clear();
  $("#theme").textContent = dark ? "浅色" : "深色";
  repaint();
}

function followSystemTheme() {
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = false;
  $("#theme").addEventListener("click", () => { chosen = true; });
  system.addEventListener("change", () => { if (!chosen) switchTheme(system.matches); });
  switchTheme(system.matches);
}

/** Show a tip beside the pointer: a node's name and counts, or a relation and its sentence. */
function showTip(parts, x = 0, y = 0) {
  const tip = $("#tip");
  tip.hidden = !parts;
  if (!parts) return;
  tip.replaceChildren(...parts);
  const { width, height } = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(8, x + 18 + width > innerWidth ? x - width - 18 : x + 18)}px`;
  tip.style.top = `${Math.max(8, y + 18 + height > innerHeight ? y - height - 18 : y + 18)}px`;
}

function tipOfNode(index) {
  const { kind, name } = NODES[index];
  const { observations } = ABOUT[index];
  const counts = [KINDS[kind]?.label ?? kind, `${linksOn(index).length} 条联系`,
    observations.length && `${observations.length} 个数字`].filter(Boolean);
  return [make("div", { class: "title" }, dot(kind), name), make("div", { class: "source" }, counts.join(" · "))];
}

function tipOfLink(number) {
  const claims = claimsOn(LINKS[number]);
  const [first] = claims;
  if (!first) return null;
  const article = ARTICLES[first.article];
  return [
    make("div", { class: "title" },
      `${first.subject} ${DATA.properties[first.p] ?? first.p} ${first.object}${claims.length > 1 ? ` ×${claims.length}` : ""}`),
    make("blockquote", {}, markUp(article, ...first.sentence, spansOf([first]))),
  ];
}

function buildPointer() {
  let at = [0, 0];
  $("#net").addEventListener("pointermove", (event) => { at = [event.clientX, event.clientY]; }, true);
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) select({ node: nodes[0] });
    else if (edges.length) select({ link: edges[0] });
    else select(null);
    network.unselectAll();
  });
  network.on("hoverNode", ({ node }) => showTip(tipOfNode(node), ...at));
  network.on("hoverEdge", ({ edge }) => showTip(tipOfLink(edge), ...at));
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, () => showTip(null));
}
