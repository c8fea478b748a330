"use strict";
/* The picture: vis-network draws discs and lines, this file what vis cannot do well –
   hulls below, characters, names (labels.js) and relations above. */

const CALM = matchMedia("(prefers-reduced-motion: reduce)").matches;
const SMALLEST = 6.8; // radius in pixels at which the character in a disc can be read
const NEAREST = 1.1; // scale beyond which nothing becomes clearer
const NEAR = 1.7; // times the first view: from here on relations are named

const dots = new vis.DataSet(DATA.network.nodes);
const lines = new vis.DataSet(DATA.network.edges);
const network = new vis.Network($("#net"), { nodes: dots, edges: lines }, DATA.network.options);
let labels = []; // the names now drawn: what a test can ask for

/* A large picture is first seen from afar.  Its lines and discs are enlarged, so that one sees them,
   and grow slower than the picture when one comes near, so that they do not fill it. */
const smallest = Math.min(...NODES.map(({ size }) => size));
let firstScale = 1;
let firstGrowth = 1;
let growth = 1;

/** The radius of a disc: the more all of them are enlarged, the less the largest stand out. */
const sizeOf = ({ size }) => smallest * growth * (size / smallest) ** (1 - 0.35 * Math.min(1, growth - 1));

/** Adapt the discs to the scale, once it has come to rest on large pictures. */
let waiting = 0;
function adapt() {
  const wanted = Math.max(1, firstGrowth * Math.sqrt(firstScale / network.getScale()));
  if (Math.abs(wanted / growth - 1) < 0.03) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => { growth = wanted; repaint(); }, NODES.length > 400 ? 150 : 0);
}

const move = (milliseconds) => (CALM ? false : { duration: milliseconds, easingFunction: "easeInOutQuad" });

/** Bring filters, selection and theme into the picture. */
function repaint() {
  const focus = inFocus();
  const halo = color("halo");
  const ink = color("ink");
  dots.update(NODES.map((node, id) => {
    const full = KINDS[node.kind]?.color ?? "#5F6B7A";
    const background = !focus || focus.has(id) ? full : fade(full, 0.2);
    const look = { background, border: halo };
    return { id, hidden: !nodeOn(id), size: sizeOf(node), color: { ...look, highlight: look, hover: { background, border: ink } } };
  }));
  lines.update(LINKS.map((link) => ({ id: link.id, hidden: !linkOn(link), ...lineLook(link, focus) })));
}

const inSelection = (link) => {
  const { selected } = state;
  return selected.link === undefined
    ? link.source === selected.node || link.target === selected.node
    : link.id === selected.link;
};

function lineLook(link, focus) {
  const claims = claimsOn(link);
  const all = (status) => claims.length > 0 && claims.every((claim) => claim.status === status);
  const strong = Boolean(focus) && inSelection(link);
  let plain = color("edge");
  if (all("planned")) plain = color("plan");
  if (all("negated")) plain = color("no");
  const selectedColor = strong && state.selected.node !== undefined && plain === color("edge")
    ? KINDS[NODES[state.selected.node].kind]?.color ?? plain : plain;
  const shade = focus && !strong ? fade(plain, 0.35) : selectedColor;
  const width = DATA.network.edges[link.id].width * growth;
  return {
    width: strong ? width * 1.8 : width,
    dashes: (all("planned") && [7, 5]) || (all("negated") && [2, 5]) || false,
    color: { color: shade, hover: color("accent"), highlight: shade },
  };
}

/** Where a node stands in the canvas, in CSS pixels, and its radius there. */
function placeOf(index, positions) {
  const { x, y } = network.canvasToDOM(positions[index]);
  return { x, y, r: sizeOf(NODES[index]) * network.getScale() };
}

/** Draw in CSS pixels, whatever the zoom. */
function inPixels(context, draw) {
  const { canvas } = context;
  const ratio = canvas.width / canvas.clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw(canvas.clientWidth, canvas.clientHeight);
  context.restore();
}

const COMMUNITIES = groupBy(
  NODES.map((node, index) => ({ node, index })).filter(({ node }) => node.community >= 0 && !node.hub),
  ({ node }) => node.community,
).filter((members) => members.length >= 5);

/** The convex hull of points, by Andrew's monotone chain. */
function hullOf(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const turn = (o, a, b) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
  const half = (list) => {
    const chain = [];
    for (const point of list) {
      while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

network.on("beforeDrawing", (context) => {
  if (state.selected) return;
  const positions = network.getPositions();
  context.save();
  context.lineJoin = "round";
  context.lineWidth = 90;
  context.fillStyle = context.strokeStyle = color("hull");
  for (const members of COMMUNITIES) {
    const points = members.filter(({ index }) => nodeOn(index)).map(({ index }) => positions[index]);
    if (points.length < 5) continue;
    context.beginPath();
    hullOf(points).forEach(({ x, y }, at) => (at ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.closePath();
    context.stroke();
    context.fill();
  }
  context.restore();
});

network.on("afterDrawing", (context) => inPixels(context, (width, height) => {
  const positions = network.getPositions();
  const focus = inFocus();
  const places = new Map();
  NODES.forEach((_, index) => {
    if (!nodeOn(index)) return;
    const place = placeOf(index, positions);
    if (place.x > -60 && place.y > -60 && place.x < width + 60 && place.y < height + 60) places.set(index, place);
  });
  adapt();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const taken = drawGlyphs(context, places, focus);
  labels = drawNames(context, places, focus, taken, { width, height });
  if (focus || network.getScale() > firstScale * NEAR) drawRelations(context, places, focus, taken);
}));

/** Write the type into each disc that has room; give back the boxes that the discs take. */
function drawGlyphs(context, places, focus) {
  const taken = new Boxes();
  for (const [index, { x, y, r }] of places) {
    if (focus && !focus.has(index)) continue;
    taken.add({ index, x: x - r, y: y - r, w: 2 * r, h: 2 * r });
    if (r >= 5.5) {
      context.font = `600 ${Math.max(8, r * 1.12)}px ${FONT}`;
      context.fillStyle = "#fff";
      context.fillText(KINDS[NODES[index].kind]?.glyph ?? "", x, y + r * 0.06);
    }
    if (state.selected?.node === index) {
      context.beginPath();
      context.arc(x, y, r + 3, 0, 2 * Math.PI);
      context.lineWidth = 2.5;
      context.strokeStyle = color("ink");
      context.stroke();
    }
  }
  return taken;
}

/** Name the relations on their lines: those of the selection, or all when zoomed in. */
function drawRelations(context, places, focus, taken) {
  const font = `400 11px ${FONT}`;
  for (const link of LINKS) {
    const [a, b] = [places.get(link.source), places.get(link.target)];
    if (!a || !b || !linkOn(link) || (focus && !inSelection(link))) continue;
    const names = [...new Set(claimsOn(link).map((claim) => DATA.properties[claim.p] ?? claim.p))];
    const text = names.length > 2 ? `${names[0]}等 ${names.length} 种` : names.join("、");
    const share = !focus || state.selected.link !== undefined ? 0.5 : link.source === state.selected.node ? 0.7 : 0.42;
    const x = a.x + (b.x - a.x) * share;
    const y = a.y + (b.y - a.y) * share;
    const w = widthOf(context, text, font) + 8;
    const box = { x: x - w / 2, y: y - 7.5, w, h: 15 };
    if (taken.meeting(box).size) continue;
    taken.add(box);
    context.fillStyle = color("bg");
    context.beginPath();
    context.roundRect(box.x, box.y, box.w, box.h, 4);
    context.fill();
    context.font = font;
    context.fillStyle = color("soft");
    context.fillText(text, x, y + 0.5);
  }
}

/** Fit the picture to its window, once, and measure by how much its discs must grow. */
function fitFirst() {
  showAll(false);
  firstScale = network.getScale();
  firstGrowth = growth = Math.min(2.4, Math.max(1, SMALLEST / (smallest * firstScale)));
}

/** Show the whole picture. */
const showAll = (animation) => network.fit({ animation, maxZoomLevel: 1.4, minZoomLevel: 0.05 });

/** Fly to a node, so near that its neighbours still are in sight. */
function flyTo(index) {
  const positions = network.getPositions();
  const { x, y } = positions[index];
  const around = [...new Set(linksOn(index).flatMap(({ source, target }) => [source, target]))];
  const reach = (axis, from) => Math.max(60, ...around.map((node) => Math.abs(positions[node][axis] - from)));
  const { clientWidth, clientHeight } = $("#net");
  const fitting = Math.min((clientWidth / 2 - 90) / reach("x", x), (clientHeight / 2 - 60) / reach("y", y));
  const scale = Math.min(NEAREST, Math.max(fitting, firstScale * 1.2));
  network.moveTo({ position: { x, y }, scale, animation: move(350) });
}

/** The picture as a data: address, with the background that the canvas itself lacks. */
function pictureAddress() {
  const canvas = $("#net canvas");
  const sheet = make("canvas", { width: canvas.width, height: canvas.height });
  const context = sheet.getContext("2d");
  context.fillStyle = color("bg");
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(canvas, 0, 0);
  return sheet.toDataURL("image/png");
}
