// The explorer of small networks. Everything is drawn from numbers that the kernel sends (see ExplorerPage.java).

function drawBar(parent, view) {
  const { t, send } = view;
  const bar = element(parent, "div", "gradus-buttons");
  let play = null;
  if (view.has("play")) play = button(bar, "", () => send({ do: view.read.frame.playing ? "pause" : "play" }));
  if (view.has("step")) button(bar, t("step"), () => send({ do: "step" }));
  if (view.has("reset")) button(bar, t("reset"), () => send({ do: "reset" }));
  const epoch = element(bar, "span", "gradus-epoch");
  return () => {
    const { playing, epoch: number } = view.read.frame;
    if (play) play.textContent = playing ? `❚❚ ${t("pause")}` : `▶ ${t("play")}`;
    epoch.textContent = `${t("epoch")} ${number}`;
  };
}

/** Everything that the parts share: what is pointed at, what is switched on, and how to tell the kernel. */
function viewOf(model, root) {
  const hidden = new Set(model.get("hidden"));
  const texts = model.get("texts");
  const view = {
    model, root, sections: {}, disposers: [],
    pointed: null, kept: null, gone: "", pen: null,
    discrete: false, gradients: false, // these come from the kernel, as they are part of the line of code
    has: (name) => !hidden.has(name),
    t: (key, ...values) => (texts[key] ?? key).replace(/\{(\d)\}/g, (_, i) => values[i]),
    send: (event, callbacks) => model.send(event, callbacks),
    shown: () => view.pointed ?? view.kept,
    set: (changes) => {
      Object.assign(view, changes);
      if (changes.pointed || changes.kept) view.gone = "";
      view.draw();
    },
    draw: () => {},
  };
  view.read = reader(model);
  return view;
}

function drawMore(root, view) {
  const { model, t, send } = view;
  const ids = model.get("ids");
  const controls = (parent, ...names) => {
    const known = names.filter((name) => ids[name]).map((name) => ids[name]);
    if (known.length) drawControls(parent, model, view.disposers, known);
  };
  const draws = [];
  const any = (...names) => names.some((name) => (ids[name] ? true : view.has(name) && !(name in DRAWN_BY_JAVA)));
  const more = element(root, "div", "gradus-more");
  if (any("data", "samples", "noise", "testShare", "dataSeed", "points")) {
    const data = section(more, view, "data");
    controls(data, "data");
    const kinds = [element(data, "div"), element(data, "div")];
    controls(kinds[0], "noise", "samples");
    controls(kinds[1], "testShare", "dataSeed");
    draws.push(() => { // a slider that would do nothing isn't there
      const { kind } = view.read.net;
      kinds[0].style.display = kind === "own" || kind === "given" ? "none" : "";
      kinds[1].style.display = kind === "own" ? "none" : "";
    });
    if (view.has("points")) draws.push(drawPens(data, view));
  }
  if (any("layers", "features", "activation", "batchSize", "l1", "l2", "seed", "speed")) {
    const network = section(more, view, "network");
    if (view.has("features")) draws.push(drawFeatures(network, view));
    if (view.has("layers")) draws.push(drawLayers(network, view));
    controls(network, "activation", "batchSize", "l1", "l2", "seed", "speed");
  }
  if (any("gradients", "discrete", "hidden")) {
    const show = section(more, view, "show");
    if (view.has("gradients")) {
      drawSwitch(show, view, "gradients");
      element(show, "div", "gradus-help", t("gradients.help"));
    }
    if (view.has("discrete")) drawSwitch(show, view, "discrete");
    if (view.has("hidden")) {
      element(show, "b", "", t("hidden"));
      draws.push(drawHidden(show, view));
      view.sections.show.addEventListener("toggle", () => view.askHidden());
    }
  }
  if (view.has("seeds")) drawSeeds(section(more, view, "seeds"), view);
  if (view.has("code")) drawCode(section(more, view, "code"), view);
  return draws;
}

/** On or off, on the page at once, and in the line of code. */
function drawSwitch(parent, view, name) {
  const { t, send, model } = view;
  const input = check(parent, t(name), view[name], (on) => {
    view.set({ [name]: on });
    send({ do: "switch", name, on });
  });
  listen(model, "switches", () => (input.checked = model.get("switches")[name]), view.disposers);
}

/** Where a neuron that was pointed at or kept is now that the network has other parts; null if it is gone. */
function followed(one, before, now) {
  if (!one) return null;
  const [l, j] = one;
  if (l === 0) {
    const at = now.net.features.indexOf(before.net.features[j]);
    return at < 0 ? null : [0, at];
  }
  const next = l === before.last ? now.last : l;
  const fits = j < (now.sizes[next] ?? 0) && (l === before.last) === (next === now.last);
  return fits ? [next, j] : null;
}

/** Names whose controls come from the kernel: hidden ones have no id. */
const DRAWN_BY_JAVA = Object.fromEntries("data samples noise testShare dataSeed activation batchSize l1 l2 seed speed".split(" ").map((name) => [name, true]));

/** Which class a click in the map adds. */
function drawPens(parent, view) {
  const { t } = view;
  const row = element(parent, "div", "gradus-row");
  let drawn = "";
  return () => {
    const now = view.read.net.classes.join("\n");
    if (now === drawn) return;
    drawn = now;
    row.replaceChildren();
    element(row, "span", "gradus-label", t("points"));
    const buttons = view.read.net.classes.map((name, k) => {
      const press = button(row, "", () => {
        view.set({ pen: view.pen === k ? null : k });
        buttons.forEach((one, i) => one.setAttribute("aria-pressed", view.pen === i));
      });
      element(press, "span", "gradus-dot").style.background = rgb(classColour(k));
      element(press, "span", "", name);
      return press;
    });
    element(row, "div", "gradus-help", t("points.help"));
  };
}

function render({ model, el }) {
  const root = drawRoot(el, model);
  root.classList.add("gradus-network");
  const view = viewOf(model, root);
  const { t } = view;
  const draws = [drawBar(root, view)];
  if (model.get("ids").learningRate) drawControls(root, model, view.disposers, [model.get("ids").learningRate]);
  drawMarkup(root, model, "trouble", view.disposers); // near what was pressed
  const below = element(root, "div", "gradus-below");
  const left = element(below, "div", "gradus-left");
  draws.push(drawGraph(left, view));
  if (view.has("rewind")) draws.push(drawRewind(left, view));
  draws.push(drawNumbers(left, view));
  const right = element(below, "div", "gradus-right");
  draws.push(drawPlane(right, view), drawFigures(right, view), drawCurves(right, view), ...drawMore(root, view));

  let due = false;
  view.draw = () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      if (!root.isConnected) return;
      const before = view.read;
      view.read = reader(model);
      view.ink = inkOf(root);
      view.pointed = followed(view.pointed, before, view.read);
      const kept = followed(view.kept, before, view.read);
      if (view.kept && !kept) view.gone = t("gone", before.called(t, ...view.kept));
      view.kept = kept;
      draws.forEach((draw) => draw());
      root.dataset.frames = Number(root.dataset.frames ?? 0) + 1;
    });
  };
  let answered = 0;
  const heard = () => {
    view.draw();
    const { number, playing } = model.get("frame");
    if (playing && number !== answered) requestAnimationFrame(() => view.send({ do: "drawn", number: (answered = number) }));
  };
  listen(model, "switches", () => view.set({ ...model.get("switches") }), view.disposers);
  for (const name of ["frame", "net", "words"]) listen(model, name, heard, view.disposers);
  const looks = new MutationObserver(view.draw); // another theme has another ink
  looks.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
  view.disposers.push(() => looks.disconnect());
  const room = new ResizeObserver(() => view.draw());
  room.observe(root);
  view.disposers.push(() => room.disconnect());
  view.draw();
  return () => view.disposers.forEach((dispose) => dispose());
}

export default { render };
