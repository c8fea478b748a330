"use strict";
/* Helpers.  Every text reaches the page as a text node: nothing here makes markup of a string. */

const $ = (selector) => document.querySelector(selector);

/** Make an element.  `on…` are listeners, `class` and the rest attributes; children may be text. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** Read a colour of theme.css; they are kept until the theme changes. */
const colors = new Map();
function color(name) {
  if (!colors.has(name)) {
    const style = getComputedStyle(document.documentElement);
    colors.set(name, style.getPropertyValue(`--${name}`).trim());
  }
  return colors.get(name);
}

/** Mix `hex` with the background: 1 is the colour, 0 the background. */
function fade(hex, share) {
  const part = (value, at) => parseInt(value.slice(at, at + 2), 16);
  const ground = color("bg");
  const mixed = [1, 3, 5].map((at) => Math.round(part(hex, at) * share + part(ground, at) * (1 - share)));
  return `rgb(${mixed.join(",")})`;
}

/** Show an error to the reader; a page that stays blank would say nothing. */
function fail(message) {
  $("#error-text").textContent = message;
  $("#error").hidden = false;
  document.documentElement.dataset.kg = "error";
}
addEventListener("error", (event) => fail(`脚本出错：${event.message}`));

/** Put text on the clipboard, also where a browser denies that to file:// pages. */
async function copy(text, button) {
  const label = button.textContent;
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea", { class: "hidden-text" });
    area.value = text;
    document.body.append(area);
    area.select();
    done = document.execCommand("copy");
    area.remove();
  }
  button.textContent = done ? "已复制" : "复制失败";
  setTimeout(() => { button.textContent = label; }, 1500);
}
