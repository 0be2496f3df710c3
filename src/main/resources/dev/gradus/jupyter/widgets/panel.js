// One panel: controls, and what Java made of them.

function render({ model, el }) {
  const disposers = [];
  const root = drawRoot(el, model);
  drawControls(root, model, disposers);
  const below = element(root, "div", "gradus-below");
  drawMarkup(below, model, "html", disposers);
  drawMarkup(root, model, "trouble", disposers);
  return () => disposers.forEach((dispose) => dispose());
}

export default { render };
