// A pad to draw a digit on, what the network sees of it, and what it takes it for; all from numbers (see DrawDigit.java).

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
  listen(model, "ink", () => model.get("ink") !== sent && stain(canvas, model.get("ink")), disposers);
}

/** Ink of a byte a pixel. */
function stain(canvas, view) {
  const side = canvas.width;
  if (!view || view.byteLength !== side * side) return;
  const g = canvas.getContext("2d");
  const image = g.createImageData(side, side);
  for (let i = 0; i < side * side; i++) image.data[4 * i + 3] = view.getUint8(i);
  g.putImageData(image, 0, 0);
}

/** The image as the network gets it. */
function drawSeen(root, model, disposers) {
  const { seen, size } = model.get("pad");
  const box = element(root, "div", "gradus-seen");
  const canvas = element(box, "canvas");
  canvas.width = canvas.height = size;
  canvas.setAttribute("role", "img");
  element(box, "div", "", seen);
  listen(model, "seen", () => stain(canvas, model.get("seen")), disposers);
  listen(model, "words", () => canvas.setAttribute("aria-label", model.get("words")), disposers);
}

/** A bar for each digit; none where nothing is drawn. */
function drawShares(root, model, disposers) {
  const box = element(root, "div", "gradus-shares");
  const show = () => {
    box.replaceChildren();
    model.get("shares").forEach((share, digit) => {
      const row = element(box, "div");
      element(row, "span", "", String(digit));
      element(element(row, "div"), "div").style.width = `${100 * (share ?? 0)}%`;
      element(row, "span", "", share === null ? "–" : `${(100 * share).toFixed(2)} %`);
    });
  };
  listen(model, "shares", show, disposers);
}

function render({ model, el }) {
  const disposers = [];
  const root = drawRoot(el, model);
  const below = element(root, "div", "gradus-below");
  drawPad(below, model, disposers);
  drawSeen(below, model, disposers);
  drawShares(below, model, disposers);
  drawMarkup(root, model, "trouble", disposers);
  return () => disposers.forEach((dispose) => dispose());
}

export default { render };
