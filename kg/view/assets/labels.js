"use strict";
/* Names at constant size, placed greedily: what does not fit is left out, but never a hub. */

const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';
const LONGEST = 15; // characters of a name that are drawn
const MOST = 400; // names that are tried: more do not fit, and the picture has to stay fluid
const SHORT = 8; // what is left of one where there is no room for more

const widths = new Map();
function widthOf(context, text, font) {
  const key = font + text;
  if (!widths.has(key)) {
    context.font = font;
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}

/** Boxes by the cells of a grid that they touch: one asks only those that are near. */
class Boxes {
  static CELL = 64;

  #cells = new Map();

  *#keys({ x, y, w, h }) {
    const [left, top] = [Math.floor(x / Boxes.CELL), Math.floor(y / Boxes.CELL)];
    for (let column = left; column * Boxes.CELL < x + w; column += 1) {
      for (let row = top; row * Boxes.CELL < y + h; row += 1) yield column * 4096 + row;
    }
  }

  add(box) {
    for (const key of this.#keys(box)) {
      if (!this.#cells.has(key)) this.#cells.set(key, []);
      this.#cells.get(key).push(box);
    }
  }

  /** The boxes that meet `box`, but for the disc of the node `self`. */
  meeting(box, self) {
    const found = new Set();
    for (const key of this.#keys(box)) {
      for (const other of this.#cells.get(key) ?? []) {
        if ((self === undefined || other.index !== self) && meets(box, other)) found.add(other);
      }
    }
    return found;
  }
}

const meets = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** The places that a label may take around a disc, best first. */
function slots(r, w, h, large) {
  const side = r + w / 2 + 3;
  const near = r * 0.72 + 2;
  const close = [[0, r + h / 2 + 2], [side, 0], [-side, 0], [0, -r - h / 2 - 2],
    [near + w / 2, near + h / 2], [-near - w / 2, near + h / 2],
    [near + w / 2, -near - h / 2], [-near - w / 2, -near - h / 2]];
  const far = [[0, r + h * 1.4], [0, -r - h * 1.4], [side + 13, h], [-side - 13, h], [side + 13, -h], [-side - 13, -h]];
  return large ? [...close, ...far] : close;
}

/** How much a label at `box` would cover; another label counts fifty times a disc. */
function covered(box, taken, self) {
  let cost = 0;
  for (const other of taken.meeting(box, self)) {
    const w = Math.min(box.x + box.w, other.x + other.w) - Math.max(box.x, other.x);
    const h = Math.min(box.y + box.h, other.y + other.h) - Math.max(box.y, other.y);
    cost += w * h * (other.index === undefined ? 50 : 1);
  }
  return cost;
}

/** Write names where they fit, the most connected first; one of those is never left out. */
function drawNames(context, places, focus, taken, view) {
  const drawn = [];
  const picked = (index) => state.selected?.node === index;
  const order = [...places.keys()].filter((index) => !focus || focus.has(index))
    .sort((a, b) => Number(picked(b)) - Number(picked(a)) || NODES[b].degree - NODES[a].degree || a - b);
  for (const index of order.slice(0, MOST)) {
    const { name, degree } = NODES[index];
    const { x, y, r } = places.get(index);
    const large = degree >= 5 || picked(index);
    const size = picked(index) ? 15 : large ? 13 : 11.5;
    const font = `${large ? 600 : 400} ${size}px ${FONT}`;
    const find = (letters) => {
      const text = shorten(name, letters);
      const w = widthOf(context, text, font) + 4;
      const h = size + 3;
      const boxes = slots(r, w, h, large)
        .map(([dx, dy]) => ({ text, x: x + dx - w / 2, y: y + dy - h / 2, w, h }))
        .filter((box) => box.x > 2 && box.y > 2 && box.x + w < view.width - 2 && box.y + h < view.height - 2);
      const free = boxes.find((box) => taken.meeting(box, index).size === 0);
      return free ?? (large && letters === SHORT ? leastCovering(boxes, taken, index) : undefined);
    };
    const best = find(LONGEST) ?? find(SHORT);
    if (!best) continue;
    taken.add(best);
    drawn.push(name);
    context.font = font;
    context.lineWidth = 4;
    context.strokeStyle = color("halo");
    context.strokeText(best.text, best.x + best.w / 2, best.y + best.h / 2);
    context.fillStyle = color("ink");
    context.fillText(best.text, best.x + best.w / 2, best.y + best.h / 2);
  }
  return drawn;
}

function shorten(name, most) {
  const letters = Array.from(name);
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : name;
}

function leastCovering(boxes, taken, self) {
  const costs = boxes.map((box) => covered(box, taken, self));
  return boxes[costs.indexOf(Math.min(...costs))];
}
