"use strict";
/* Start: put the parts together, and say when the page is ready. */

buildFilters();
buildSearch();
buildKeys();
buildPointer();
fitFirst();
followSystemTheme();
showCard();
followAddress();
addEventListener("hashchange", followAddress);

/** What a test or a curious reader may ask in the console. */
window.kg = {
  /** Where a node stands in the window, for a real click. */
  positionOf(name) {
    const index = NODES.findIndex((node) => node.name === name);
    const { x, y } = placeOf(index, network.getPositions());
    const frame = $("#net").getBoundingClientRect();
    return { x: frame.left + x, y: frame.top + y };
  },
  labels: () => labels,
  scale: () => network.getScale(),
  pictureAddress,
};

requestAnimationFrame(() => requestAnimationFrame(() => {
  if (document.documentElement.dataset.kg !== "error") document.documentElement.dataset.kg = "ready";
}));
