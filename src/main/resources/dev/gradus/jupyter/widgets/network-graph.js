// The network as circles and lines: which neuron is pointed at, chosen with keys, or kept.

const RADIUS = 19;
const NAMES = 44; // room for them at both ends

function drawGraph(parent, view) {
  const { t } = view;
  const box = element(parent, "div", "gradus-graph");
  const canvas = canvasOf(box, 420, 240, t("graph"));
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  const words = element(box, "div", "gradus-words");
  words.setAttribute("aria-live", "polite");
  let places = []; // x and y of each neuron, by layer

  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    const scale = canvas.clientWidth ? canvas.width / RATIO / canvas.clientWidth : 1;
    const [x, y] = [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
    for (let l = 0; l < places.length; l++)
      for (let j = 0; j < places[l].length; j++) if (Math.hypot(places[l][j][0] - x, places[l][j][1] - y) <= RADIUS + 3) return [l, j];
    return null;
  };
  const same = (a, b) => String(a) === String(b);
  canvas.addEventListener("pointermove", (event) => {
    const found = at(event);
    canvas.style.cursor = found ? "pointer" : "default";
    if (!same(found, view.pointed)) view.set({ pointed: found });
  });
  canvas.addEventListener("pointerleave", () => view.pointed && view.set({ pointed: null }));
  canvas.addEventListener("click", (event) => {
    const found = at(event);
    view.set({ kept: same(found, view.kept) ? null : found });
  });
  canvas.addEventListener("keydown", (event) => {
    const { sizes, last } = view.read;
    let [l, j] = view.pointed ?? view.kept ?? [last, 0];
    if (event.key === "ArrowLeft") l--;
    else if (event.key === "ArrowRight") l++;
    else if (event.key === "ArrowUp") j--;
    else if (event.key === "ArrowDown") j++;
    else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return view.set({ kept: same(view.pointed, view.kept) ? null : view.pointed });
    } else if (event.key === "Escape") return view.set({ pointed: null, kept: null });
    else return;
    event.preventDefault();
    l = Math.max(0, Math.min(last, l));
    view.set({ pointed: [l, Math.max(0, Math.min(sizes[l] - 1, j))] });
  });

  return () => {
    const { read } = view;
    const { sizes, last } = read;
    const rows = Math.max(...sizes);
    const room = view.root.clientWidth;
    const width = Math.max(280, Math.min(440, room >= 610 ? room - PLANE - EDGE - 16 : room - 8));
    parent.style.width = `${width}px`;
    const height = Math.max(200, rows * 46 + 14);
    resize(canvas, width, height);
    places = sizes.map((n, l) => [...Array(n).keys()].map((j) => [NAMES + RADIUS + (l * (width - 2 * (NAMES + RADIUS))) / last, height / 2 + (j - (n - 1) / 2) * 46]));
    const g = fresh(canvas);
    g.font = "11px sans-serif";
    drawLines(g, read, places, view.gradients && read.frame.gradients);
    for (let l = 0; l <= last; l++) for (let j = 0; j < sizes[l]; j++) drawNeuron(g, view, l, j, places[l][j]);
    const shown = view.shown();
    words.textContent = shown ? (view.model.get("words")?.[read.index(...shown)] ?? "") : `${view.gone} ${t("enlarged")}`;
  };
}

/** Weights, or their gradients, in the colour of their sign; the widest line is the largest of them. */
function drawLines(g, read, places, gradients) {
  const of = gradients ? read.gradient : read.weight;
  let largest = 1e-12;
  for (let l = 1; l <= read.last; l++)
    for (let i = 0; i < read.sizes[l - 1]; i++) for (let j = 0; j < read.sizes[l]; j++) largest = Math.max(largest, Math.abs(of(l, i, j)));
  for (let l = 1; l <= read.last; l++)
    for (let i = 0; i < read.sizes[l - 1]; i++)
      for (let j = 0; j < read.sizes[l]; j++) {
        const v = of(l, i, j);
        const [[x0, y0], [x1, y1]] = [places[l - 1][i], places[l][j]];
        const dx = (x1 - x0) / 2;
        g.beginPath();
        g.moveTo(x0 + RADIUS, y0);
        g.bezierCurveTo(x0 + dx, y0, x1 - dx, y1, x1 - RADIUS - 4, y1);
        g.lineWidth = 0.5 + 6 * (Math.abs(v) / largest);
        g.strokeStyle = rgb(signColour(v), read.silent(l - 1, i) ? 0.12 : 0.75);
        g.setLineDash(gradients ? [5, 3] : []);
        g.stroke();
        g.setLineDash([]);
        g.beginPath(); // the tip says which way it goes
        g.moveTo(x1 - RADIUS, y1);
        g.lineTo(x1 - RADIUS - 6, y1 - 3);
        g.lineTo(x1 - RADIUS - 6, y1 + 3);
        g.fillStyle = g.strokeStyle;
        g.fill();
      }
}

function drawNeuron(g, view, l, j, [x, y]) {
  const { read, ink } = view;
  const silent = read.silent(l, j);
  g.save();
  g.beginPath();
  g.arc(x, y, RADIUS, 0, 2 * Math.PI);
  g.clip();
  const value = read.value(l, j);
  g.globalAlpha = silent ? 0.2 : 1;
  g.drawImage(raster(read.net.side, (i) => shade(value(i))), x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
  g.restore();
  const chosen = [view.pointed, view.kept].some((one) => one && one[0] === l && one[1] === j);
  g.beginPath();
  g.arc(x, y, RADIUS, 0, 2 * Math.PI);
  g.lineWidth = chosen ? 3 : 1.2;
  g.strokeStyle = ink;
  g.stroke();
  if (silent) {
    g.beginPath();
    g.moveTo(x - 12, y - 12);
    g.lineTo(x + 12, y + 12);
    g.stroke();
  }
  if (l > 0) { // the bias
    g.fillStyle = rgb(shade(read.bias(l, j) / 2));
    g.lineWidth = 0.8;
    g.beginPath();
    g.rect(x - RADIUS - 2, y + RADIUS - 8, 8, 8);
    g.fill();
    g.stroke();
  }
  if (l === 0 || l === read.last) {
    g.fillStyle = ink;
    g.textAlign = l === 0 ? "right" : "left";
    g.fillText(shortened(g, read.name(l, j)), l === 0 ? x - RADIUS - 5 : x + RADIUS + 5, y + 4);
  }
}

/** As much of a name as there is room for; the legend has all of it. */
function shortened(g, name) {
  let text = name;
  for (let n = name.length; n > 1 && g.measureText(text).width > NAMES - 6; n--) text = `${name.slice(0, n - 1)}…`;
  return text;
}
