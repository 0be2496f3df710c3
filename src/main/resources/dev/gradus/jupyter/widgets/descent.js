// Gradient descent on a curve or a map, drawn from numbers that the kernel sends (see DescentPage.java), as our charts are.

const INK = { card: "#ffffff", edge: "#d9d9d9", grid: "#e8e8e8", text: "#333333", curve: "#0072b2", path: "#d55e00" };
const SHADES = [[0xf7, 0xfb, 0xfe], [0x7f, 0xb3, 0xd3]]; // of a map: the lighter, the lower
const FONT = "'DejaVu Sans', Verdana, sans-serif";
const RATIO = 2; // pixels of the map for each one of the page
const DISTANCE = 6; // dots closer than this hide the line
const TANGENT = 70; // to each side
const ARROW = 44;

/** An element of SVG. */
function shape(parent, tag, attributes, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  if (text !== undefined) made.textContent = text;
  parent.appendChild(made);
  return made;
}

const line = (parent, x1, y1, x2, y2, stroke, width) => shape(parent, "line", { x1, y1, x2, y2, stroke, "stroke-width": width });
const dot = (parent, [cx, cy], r, fill, stroke = "none") =>
  shape(parent, "circle", { cx, cy, r, fill, stroke, "stroke-width": 1.5 });
const within = (v, low, high) => Math.max(low, Math.min(high, v));

/** From numbers to pixels of the picture, and back from shares of its width and height. */
function axesOf({ size, box, window }) {
  const [left, top, across, down] = box;
  const [x0, x1, y0, y1] = window;
  // A point far outside would be too far for a browser to count.
  const near = (pixel, length) => within(pixel, -20 * length, 20 * length);
  return {
    x: (v) => near(left + ((v - x0) / (x1 - x0)) * across, size[0]),
    y: (v) => near(top + ((y1 - v) / (y1 - y0)) * down, size[1]),
    unit: [across / (x1 - x0), -down / (y1 - y0)],
    at: ([x, y]) => [
      x0 + within((x * size[0] - left) / across, 0, 1) * (x1 - x0),
      y1 - within((y * size[1] - top) / down, 0, 1) * (y1 - y0),
    ],
  };
}

// ---- what stays ----

/** Title, names, ticks, and grid lines where there is no map. */
function drawAxes(svg, ground, axes) {
  const [left, top, across, down] = ground.box;
  const [right, bottom] = [left + across, top + down];
  const write = (text, x, y, anchor, size = 11) =>
    shape(svg, "text", { x, y, "text-anchor": anchor, "dominant-baseline": "central", "font-size": size, fill: INK.text }, text);
  write(ground.title, left + across / 2, Math.min(20, top / 2), "middle", 13);
  const [xs, ys] = ground.ticks;
  xs.at.forEach((v, i) => {
    if (ground.y) line(svg, axes.x(v), top, axes.x(v), bottom, INK.grid, 1);
    write(xs.labels[i], axes.x(v), bottom + 13, "middle");
  });
  ys.at.forEach((v, i) => {
    if (ground.y) line(svg, left, axes.y(v), right, axes.y(v), INK.grid, 1);
    write(ys.labels[i], left - 7, axes.y(v), "end");
  });
  write(ground.names[0], left + across / 2, bottom + 30, "middle");
  write(ground.names[1], left, top - 11, "end");
}

/** With a gap where there is no number. */
function drawCurve(svg, { x, y }, axes) {
  let path = "";
  y.forEach((v, i) => (path += v === null ? "" : `${i > 0 && y[i - 1] !== null ? "L" : "M"}${axes.x(x[i])},${axes.y(v)}`));
  shape(svg, "path", { d: path, fill: "none", stroke: INK.curve, "stroke-width": 1.8, "stroke-linejoin": "round" });
}

/** The map as an image: bands between two levels, and lines where one ends. */
function mapOf({ columns, levels, box }, heights) {
  const [across, down] = [box[2], box[3]];
  const rows = heights.length / (columns + 1) - 1;
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: RATIO * across, height: RATIO * down });
  const g = canvas.getContext("2d");
  const image = g.createImageData(canvas.width, canvas.height);
  const shades = [...levels, 0].map((_, b) => SHADES[0].map((low, i) => Math.round(low + ((SHADES[1][i] - low) * b) / levels.length)));
  const corner = (r, c) => heights[r * (columns + 1) + c];
  for (let j = 0; j < canvas.height; j++)
    for (let i = 0; i < canvas.width; i++) {
      const [x, y] = [((i + 0.5) / canvas.width) * columns, ((j + 0.5) / canvas.height) * rows];
      const [c, r] = [Math.floor(x), Math.floor(y)];
      const above = corner(r, c) + (x - c) * (corner(r, c + 1) - corner(r, c));
      const below = corner(r + 1, c) + (x - c) * (corner(r + 1, c + 1) - corner(r + 1, c));
      const height = above + (y - r) * (below - above);
      const band = levels.filter((level) => level <= height).length;
      image.data.set(Number.isFinite(height) ? [...shades[band], 255] : [255, 255, 255, 255], 4 * (j * canvas.width + i));
    }
  g.putImageData(image, 0, 0);
  g.scale(canvas.width / columns, canvas.height / rows);
  g.strokeStyle = "rgba(0, 76, 122, 0.35)";
  g.lineWidth = (0.8 * RATIO * columns) / canvas.width;
  g.lineCap = "round";
  for (const level of levels) {
    g.beginPath();
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++)
        for (const corners of [[[c, r], [c + 1, r], [c, r + 1]], [[c + 1, r], [c + 1, r + 1], [c, r + 1]]]) across3(g, level, corners, corner);
    g.stroke();
  }
  return canvas.toDataURL();
}

/** The line of one height through a triangle, through which at most one runs straight. */
function across3(g, level, corners, corner) {
  let started = false;
  for (let i = 0; i < 3; i++) {
    const [[c, r], [d, s]] = [corners[i], corners[(i + 1) % 3]];
    const [from, to] = [corner(r, c), corner(s, d)];
    if (!Number.isFinite(from + to) || from < level === to < level) continue;
    const t = (level - from) / (to - from);
    g[started ? "lineTo" : "moveTo"](c + t * (d - c), r + t * (s - r));
    started = true;
  }
}

/** A cross. */
function drawMinimum(svg, x, y) {
  line(svg, x - 4.5, y, x + 4.5, y, INK.text, 1.6);
  line(svg, x, y - 4.5, x, y + 4.5, INK.text, 1.6);
}

// ---- what moves ----

function drawPath(svg, { points, values, slope }, axes) {
  svg.replaceChildren();
  const at = points.map(([x, y], i) => [axes.x(x), axes.y(y ?? values[i])]);
  for (const [stroke, width] of [["rgba(255, 255, 255, 0.6)", 4], [INK.path, 1.5]])
    shape(svg, "polyline", { points: at.join(" "), fill: "none", stroke, "stroke-width": width, "stroke-linejoin": "round" });
  const end = at[at.length - 1];
  if (slope.length === 1) drawTangent(svg, end, slope[0] ?? Infinity, axes.unit);
  else drawArrow(svg, end, slope, axes.unit);
  let before = at[0];
  for (const point of at.slice(1, -1))
    if (Math.hypot(point[0] - before[0], point[1] - before[1]) >= DISTANCE) dot(svg, (before = point), 2.6, INK.path);
  dot(svg, at[0], 4, INK.card, INK.path);
  if (at.length > 1) dot(svg, end, 4, INK.path, INK.text);
}

/** The straight line that touches the curve. */
function drawTangent(svg, [x, y], slope, [across, up]) {
  const [dx, dy] = [across, slope * up];
  const length = TANGENT / Math.hypot(dx, dy);
  if (length > 0) line(svg, x - length * dx, y - length * dy, x + length * dx, y + length * dy, INK.text, 2);
}

/** Against the gradient, which is where the next step goes; its length tells nothing. */
function drawArrow(svg, [x, y], gradient, unit) {
  const [dx, dy] = gradient.map((v, i) => -v * unit[i]);
  const length = Math.hypot(dx, dy);
  if (!(length > 0) || !Number.isFinite(length)) return;
  const [ux, uy] = [dx / length, dy / length];
  const [tx, ty] = [x + ARROW * ux, y + ARROW * uy];
  line(svg, x, y, tx, ty, INK.text, 2);
  line(svg, tx, ty, tx - 9 * ux + 5 * uy, ty - 9 * uy - 5 * ux, INK.text, 2);
  line(svg, tx, ty, tx - 9 * ux - 5 * uy, ty - 9 * uy + 5 * ux, INK.text, 2);
}

// ---- the whole ----

function drawStage(root, model, disposers) {
  const ground = model.get("ground");
  const axes = axesOf(ground);
  const [width, height] = ground.size;
  const [x, y, across, down] = ground.box;
  const stage = element(root, "div", "gradus-stage");
  const svg = shape(stage, "svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "font-family": FONT });
  shape(svg, "rect", { x: 0.5, y: 0.5, width: width - 1, height: height - 1, fill: INK.card, stroke: INK.edge });
  drawAxes(svg, ground, axes);
  // An inner one cuts off what lies beside the axes.
  const inside = () => shape(svg, "svg", { x, y, width: across, height: down, viewBox: `${x} ${y} ${across} ${down}` });
  const below = inside();
  if (ground.y) drawCurve(below, ground, axes);
  else if (ground.columns) {
    const map = shape(below, "image", { x, y, width: across, height: down, preserveAspectRatio: "none" });
    const show = () => {
      const view = model.get("heights"); // comes a little later
      if (!view) return;
      const bytes = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
      map.setAttribute("href", mapOf(ground, new Float32Array(bytes)));
    };
    listen(model, "heights", show, disposers);
  }
  for (const [mx, my] of ground.minima) drawMinimum(below, axes.x(mx), axes.y(my));
  const path = inside();
  if (!ground.y) shape(svg, "rect", { x, y, width: across, height: down, fill: "none", stroke: INK.edge });
  listen(model, "path", () => drawPath(path, model.get("path"), axes), disposers);
  const goal = inside();
  const showGoal = () => {
    goal.replaceChildren();
    const at = model.get("goal");
    if (at) drawMinimum(goal, axes.x(at[0]), axes.y(at[1]));
  };
  listen(model, "goal", showGoal, disposers);
  listen(model, "words", () => svg.setAttribute("aria-label", model.get("words")), disposers);
  const start = (at) => {
    model.set("start", at.slice(0, ground.y ? 1 : 2));
    model.save_changes();
  };
  const point = (event) => start(axes.at(place(event, svg)));
  follow(stage, point, point);
  stage.tabIndex = 0;
  stage.addEventListener("keydown", (event) => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] }[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const from = model.get("start") ?? model.get("goal") ?? model.get("path").points[0];
    start(from.map((v, i) => {
      const [low, high] = ground.window.slice(2 * i);
      return within(Number((v + (move[i] * (high - low)) / 100).toPrecision(6)), low, high);
    }));
  });
}

function render({ model, el }) {
  const disposers = [];
  const root = drawRoot(el, model);
  drawControls(root, model, disposers);
  const below = element(root, "div", "gradus-below");
  drawStage(below, model, disposers);
  drawMarkup(below, model, "html", disposers);
  drawMarkup(root, model, "trouble", disposers);
  return () => disposers.forEach((dispose) => dispose());
}

export default { render };
