// The large map: the answer over the plane, or that of the neuron pointed at; points, also the reader's own.

const PLANE = 250;
const EDGE = 22; // beside it, for numbers

function drawPlane(parent, view) {
  const { t, model } = view;
  const box = element(parent, "div", "gradus-plane");
  const title = element(box, "div", "gradus-title");
  const canvas = canvasOf(box, PLANE + EDGE, PLANE + EDGE, t("plane"));
  const legend = element(box, "div", "gradus-legend");
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    const x = (event.clientX - box.left - EDGE) / PLANE;
    const y = 1 - (event.clientY - box.top) / PLANE;
    const [x0, x1, y0, y1] = view.read.net.window;
    return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? [x0 + x * (x1 - x0), y0 + y * (y1 - y0)] : null;
  };
  canvas.addEventListener("click", (event) => {
    const at = place(event);
    if (view.pen !== null && at) view.send({ do: "point", x: at[0], y: at[1], label: view.pen });
  });

  let named = "";
  return () => {
    const { read, ink } = view;
    const { net } = read;
    const shown = view.shown();
    const g = fresh(canvas);
    const value = shown && (shown[0] < read.last || !read.binary) ? read.value(...shown) : null;
    const colour = value ? (i) => shade(value(i)) : answer(read, view.discrete);
    g.imageSmoothingEnabled = !view.discrete;
    g.drawImage(raster(net.side, colour), EDGE, 0, PLANE, PLANE);
    const [x0, x1, y0, y1] = net.window;
    const at = (x, y) => [EDGE + ((x - x0) / (x1 - x0)) * PLANE, PLANE - ((y - y0) / (y1 - y0)) * PLANE];
    drawDots(g, net, at);
    g.strokeStyle = ink;
    g.lineWidth = 0.8;
    g.strokeRect(EDGE, 0, PLANE, PLANE);
    g.fillStyle = ink;
    g.font = "10px sans-serif";
    g.textAlign = "left";
    g.fillText(figure(x0, 2), EDGE, PLANE + 12);
    g.textAlign = "right";
    g.fillText(figure(x1, 2), EDGE + PLANE, PLANE + 12);
    g.fillText(figure(y1, 2), EDGE - 3, 9);
    g.fillText(figure(y0, 2), EDGE - 3, PLANE);
    g.fillText("y", EDGE - 6, PLANE / 2);
    g.textAlign = "center";
    g.fillText("x", EDGE + PLANE / 2, PLANE + 13);
    canvas.style.cursor = view.pen === null ? "default" : "crosshair";
    const words = model.get("words") ?? [];
    title.textContent = shown ? read.called(t, ...shown) : t("plane");
    canvas.setAttribute("aria-label", words[read.index(...(shown ?? [read.last, 0]))] ?? t("plane"));
    const now = net.classes.join("\n") + net.test[0].length;
    if (now !== named) drawLegend(legend, net, t);
    named = now;
  };
}

function drawDots(g, net, at) {
  for (const [points, hollow] of [[net.test, true], [net.train, false]])
    for (let i = 0; i < points[0].length; i++) {
      const [x, y] = at(points[0][i], points[1][i]);
      g.beginPath();
      g.arc(x, y, hollow ? 2 : 2.8, 0, 2 * Math.PI);
      g.lineWidth = hollow ? 1.2 : 0.7;
      g.strokeStyle = hollow ? rgb(mix(classColour(points[2][i]), [0, 0, 0], 0.25)) : "white";
      g.fillStyle = rgb(classColour(points[2][i]));
      if (!hollow) g.fill();
      g.stroke();
    }
}

/** Names may be anything: they get in as text. */
function drawLegend(legend, net, t) {
  legend.replaceChildren();
  net.classes.forEach((name, k) => {
    const item = element(legend, "span", "gradus-class");
    element(item, "span", "gradus-dot").style.background = rgb(classColour(k));
    element(item, "span", "", name);
  });
  if (net.test[0].length) element(legend, "span", "gradus-class", `● ${t("train")}  ○ ${t("test")}`);
}
