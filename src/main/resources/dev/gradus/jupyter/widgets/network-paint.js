// How the explorer paints numbers: colours, maps, lines. Blue is low or negative or class 0, vermillion the other end.

const BLUE = [0, 114, 178];
const VERMILLION = [213, 94, 0];
const CARD = [250, 250, 250];
const CLASSES = [BLUE, VERMILLION, [0, 158, 115], [204, 121, 167], [230, 159, 0], [86, 180, 233], [80, 80, 80]];
const RATIO = 2; // pixels of a canvas for each one of the page

const rgb = ([r, g, b], alpha = 1) => `rgba(${r}, ${g}, ${b}, ${alpha})`;
const classColour = (k) => CLASSES[k % CLASSES.length];
const mix = (from, to, t) => from.map((c, i) => Math.round(c + t * (to[i] - c)));
const signColour = (v) => (v < 0 ? BLUE : VERMILLION);
/** From −1 to 1. */
const shade = (v, strength = 0.8) => mix(CARD, signColour(v), strength * Math.min(1, Math.abs(v)));
const figure = (v, digits = 3) => (v === null || v === undefined ? "–" : String(Number(v.toPrecision(digits))));
const percent = (v) => (v === null || v === undefined ? "–" : `${(100 * v).toFixed(1)} %`);

/** A canvas of so many pixels of the page. */
function canvasOf(parent, width, height, label, className) {
  const canvas = element(parent, "canvas", className);
  resize(canvas, width, height);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
  return canvas;
}

function resize(canvas, width, height) {
  if (canvas.width === width * RATIO && canvas.height === height * RATIO) return;
  Object.assign(canvas, { width: width * RATIO, height: height * RATIO });
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
}

/** A canvas cleared, in pixels of the page. */
function fresh(canvas) {
  const g = canvas.getContext("2d");
  g.setTransform(RATIO, 0, 0, RATIO, 0, 0);
  g.clearRect(0, 0, canvas.width, canvas.height);
  return g;
}

/** The page's own ink, which is dark on light and light on dark. */
const inkOf = (root) => getComputedStyle(root).color;

/** One cell a pixel, the first row at the bottom; colour gives a colour for each cell. */
function raster(side, colour) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const g = canvas.getContext("2d");
  const image = g.createImageData(side, side);
  for (let i = 0; i < side * side; i++) {
    const at = 4 * ((side - 1 - Math.floor(i / side)) * side + (i % side));
    image.data.set([...colour(i), 255], at);
  }
  g.putImageData(image, 0, 0);
  return canvas;
}

/** The network's numbers by layer and neuron; layer 0 are the features, the last one the output. */
function reader(model) {
  const net = model.get("net");
  const sizes = [net.features.length, ...net.units, net.outputs];
  const starts = sizes.map((_, l) => sizes.slice(0, l).reduce((sum, n) => sum + n, 0));
  const cells = net.side * net.side;
  const view = model.get("maps");
  const bytes = new Int8Array(view.buffer, view.byteOffset, view.byteLength);
  const frame = model.get("frame");
  const last = sizes.length - 1;
  const index = (l, j) => starts[l] + j;
  /** From −1 to 1, with 0 where the answer turns over. */
  const value = (l, j) => {
    const from = index(l, j) * cells;
    const half = l === last || (l > 0 && net.activation === "sigmoid");
    return half ? (i) => bytes[from + i] / 63.5 - 1 : (i) => bytes[from + i] / 127;
  };
  const name = (l, j) => (l === 0 ? net.features[j] : l === last ? net.classes[net.outputs === 1 ? 1 : j] : `${l}.${j + 1}`);
  return {
    net, sizes, last, frame, index, value, name,
    called: (t, l, j) => (l === 0 || l === last ? name(l, j) : t("layer-neuron", l, j + 1)), // with room for more
    binary: net.outputs === 1,
    raw: (l, j) => (i) => (bytes[index(l, j) * cells + i] / 127) * frame.reach[index(l, j)],
    weight: (l, i, j) => frame.weights[2 * (l - 1)][i * sizes[l] + j],
    bias: (l, j) => frame.weights[2 * l - 1][j],
    gradient: (l, i, j) => frame.gradients?.[2 * (l - 1)][i * sizes[l] + j],
    biasGradient: (l, j) => frame.gradients?.[2 * l - 1][j],
    silent: (l, j) => l > 0 && l < last && net.silent[l - 1].includes(j + 1),
  };
}

/** The whole answer: of one output its value, of several the class that leads, the paler the less it does. */
function answer(read, discrete) {
  const { last, binary, sizes } = read;
  if (binary) {
    const value = read.value(last, 0);
    return (i) => shade(discrete ? Math.sign(value(i)) : value(i), 0.7);
  }
  const values = [...Array(sizes[last]).keys()].map((k) => read.raw(last, k));
  return (i) => {
    let best = 0;
    for (let k = 1; k < values.length; k++) if (values[k](i) > values[best](i)) best = k;
    const lead = (values[best](i) - 1 / values.length) / (1 - 1 / values.length);
    return mix(CARD, classColour(best), discrete ? 0.6 : 0.1 + 0.6 * Math.max(0, lead));
  };
}
