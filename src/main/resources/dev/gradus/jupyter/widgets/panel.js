// One panel: controls, a picture to click at, a pad to draw on, and what Java made of them.

function drawPicture(root, model, disposers) {
  const stage = element(root, "div", "gradus-stage");
  drawMarkup(stage, model, "picture", disposers);
  drawMarkup(stage, model, "overlay", disposers);
  const send = (event) => {
    model.set("point", place(event, stage));
    model.save_changes();
  };
  follow(stage, send, send);
}

/** A square of side × side pixels, larger on the page. What is drawn there is one byte a pixel, 255 for ink. */
function drawPad(root, model, disposers) {
  const { side, pen, clear, label } = model.get("pad");
  const pad = element(root, "div", "gradus-pad");
  const canvas = element(pad, "canvas");
  canvas.width = canvas.height = side;
  canvas.setAttribute("aria-label", label);
  const ink = canvas.getContext("2d", { willReadFrequently: true });
  Object.assign(ink, { lineWidth: pen, lineCap: "round", lineJoin: "round" });
  let from = null;
  let sent = null; // the view that we sent last, so as not to draw our own echo

  const send = () => {
    const pixels = ink.getImageData(0, 0, side, side).data;
    const bytes = new Uint8Array(side * side);
    for (let i = 0; i < bytes.length; i++) bytes[i] = pixels[4 * i + 3];
    sent = new DataView(bytes.buffer);
    model.set("ink", sent);
    model.save_changes();
  };
  const line = (event) => {
    const [x, y] = place(event, canvas).map((share) => share * side);
    ink.beginPath();
    ink.moveTo(...(from ?? [x, y]));
    ink.lineTo(x, y);
    ink.stroke();
    from = [x, y];
    send();
  };
  follow(canvas, (event) => ((from = null), line(event)), line);
  element(pad, "button", "", clear).addEventListener("click", () => {
    ink.clearRect(0, 0, side, side);
    send();
  });
  const show = () => {
    const view = model.get("ink");
    if (!view || view === sent || view.byteLength !== side * side) return;
    const image = ink.createImageData(side, side);
    for (let i = 0; i < side * side; i++) image.data[4 * i + 3] = view.getUint8(i);
    ink.putImageData(image, 0, 0);
  };
  listen(model, "ink", show, disposers);
}

function render({ model, el }) {
  const disposers = [];
  const root = drawRoot(el, model);
  drawControls(root, model, disposers);
  const below = element(root, "div", "gradus-below");
  if (model.get("pad")) drawPad(below, model, disposers);
  if (model.get("picture")) drawPicture(below, model, disposers);
  drawMarkup(below, model, "html", disposers);
  drawMarkup(root, model, "trouble", disposers);
  return () => disposers.forEach((dispose) => dispose());
}

export default { render };
