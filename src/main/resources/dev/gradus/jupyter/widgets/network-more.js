// What unfolds: the network's parts, one neuron's numbers, forty seeds, the code.

function section(parent, view, key) {
  const details = element(parent, "details", "gradus-section");
  element(details, "summary", "", view.t(`more.${key}`));
  details.open = view.model.get("unfolded");
  details.addEventListener("toggle", () => view.set({}));
  view.sections[key] = details;
  return element(details, "div", "gradus-inside");
}

function button(parent, text, press, label) {
  const made = element(parent, "button", "", text);
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", press);
  return made;
}

function check(parent, text, on, change) {
  const label = element(parent, "label", "gradus-check");
  const input = element(label, "input");
  Object.assign(input, { type: "checkbox", checked: on });
  element(label, "span", "", text);
  input.addEventListener("change", () => change(input.checked));
  return input;
}

/** What is fed in. The boxes stay where they are, or a quick second click would meet nothing. */
function drawFeatures(parent, view) {
  const { t, send } = view;
  const row = element(parent, "div", "gradus-row");
  element(row, "span", "gradus-label", t("feature.add"));
  const { known } = view.read.net;
  const inputs = known.map((name) => {
    const input = check(row, name, false, () => send({ do: "features", features: known.filter((_, i) => inputs[i].checked) }));
    input.setAttribute("aria-label", `${t("feature.add")} ${name}`);
    return input;
  });
  let drawn = "";
  return () => {
    const { features } = view.read.net;
    const now = features.join();
    if (now === drawn) return;
    drawn = now;
    known.forEach((name, i) => Object.assign(inputs[i], { checked: features.includes(name), disabled: features.length === 1 && features[0] === name }));
  };
}

/** Hidden layers and their neurons, one more and one less. The buttons stay where they are, too. */
function drawLayers(parent, view) {
  const { t, send } = view;
  const [mostLayers, mostUnits] = view.read.net.most;
  let wanted = null; // layers asked for that the kernel hasn't answered: a second click counts from there
  let underWay = 0;
  const ask = (change) => {
    wanted = change(wanted ?? view.model.get("net").units).slice(0, mostLayers);
    underWay++;
    const forget = () => underWay === 0 && (wanted = null);
    // What the kernel sends reaches the model a moment behind the word that it is idle.
    const status = ({ content }) => content.execution_state === "idle" && --underWay === 0 && setTimeout(forget, 500);
    send({ do: "layers", units: wanted }, { iopub: { status } });
  };
  const row = element(parent, "div", "gradus-row");
  element(row, "span", "gradus-label", t("layers"));
  const list = element(row, "span", "gradus-layers");
  const groups = [];
  const group = (l) => {
    const change = (by) => ask((units) => units.map((n, i) => (i === l ? Math.max(1, Math.min(mostUnits, n + by)) : n)));
    const box = element(list, "span", "gradus-group");
    const less = button(box, "−", () => change(-1), t("remove-neuron", l + 1));
    const count = element(box, "span", "gradus-count");
    return { box, less, count, more: button(box, "+", () => change(1), t("add-neuron", l + 1)) };
  };
  const add = button(row, t("add-layer"), () => ask((units) => [...units, 2]), t("add-layer"));
  const remove = button(row, t("remove-layer"), () => ask((units) => units.slice(0, -1)), t("remove-layer"));
  return () => {
    const { units } = view.read.net;
    while (groups.length > units.length) groups.pop().box.remove();
    while (groups.length < units.length) groups.push(group(groups.length));
    units.forEach((n, l) => {
      const { less, count, more } = groups[l];
      count.textContent = n;
      less.disabled = n === 1;
      more.disabled = n === mostUnits;
    });
    add.disabled = units.length === mostLayers;
    remove.disabled = units.length === 0;
  };
}

/** The weights and the bias of the neuron that is kept, to be typed. */
function drawNumbers(parent, view) {
  const { t, send } = view;
  const box = element(parent, "div", "gradus-numbers");
  let drawn = "";
  let shows = [];
  const field = (row, name, read, gradient, from, [l, j]) => {
    const label = element(row, "label", "gradus-field");
    element(label, "span", "", name);
    const input = element(label, "input", "gradus-number");
    Object.assign(input, { type: "text", inputMode: "decimal", autocomplete: "off", disabled: !view.has("weights") });
    input.setAttribute("aria-label", name);
    const slope = element(label, "span", "gradus-slope");
    input.addEventListener("change", () => {
      const value = Number(input.value.trim().replace(",", "."));
      if (input.value.trim() !== "" && Number.isFinite(Math.fround(value))) send({ do: "weight", layer: l, from, to: j + 1, value });
      else input.value = figure(read(), 4);
    });
    shows.push(() => {
      if (document.activeElement !== input) input.value = figure(read(), 4);
      const g = view.gradients ? gradient() : undefined;
      slope.textContent = g === undefined || g === null ? "" : `∂J/∂ = ${figure(g, 2)}`;
    });
  };
  return () => {
    const { read, kept } = view;
    const now = kept && kept[0] > 0 ? JSON.stringify([kept, read.sizes, read.net.features, read.silent(...kept)]) : "";
    if (now !== drawn) {
      drawn = now;
      shows = [];
      box.replaceChildren();
      if (now) {
        const [l, j] = kept;
        element(box, "b", "", read.called(t, l, j));
        if (view.has("weights")) element(box, "span", "gradus-help", ` ${t("weights.help")}`);
        const row = element(box, "div", "gradus-row");
        field(row, t("bias"), () => view.read.bias(l, j), () => view.read.biasGradient(l, j), 0, kept);
        for (let i = 0; i < read.sizes[l - 1]; i++)
          field(row, `${t("weight")} ${read.name(l - 1, i)}`, () => view.read.weight(l, i, j), () => view.read.gradient(l, i, j), i + 1, kept);
        if (l < read.last && view.has("silence") && read.net.canSilence)
          button(box, t(read.silent(l, j) ? "release" : "silence"), () => send({ do: "silence", layer: l, unit: j + 1, on: !read.silent(l, j) }));
      }
    }
    shows.forEach((show) => show());
  };
}

function drawSeeds(parent, view) {
  const { t, send, model } = view;
  button(parent, t("seeds.go"), () => send({ do: "seeds", epochs: Math.max(200, view.read.frame.epoch) }));
  const words = element(parent, "div", "gradus-help");
  words.setAttribute("aria-live", "polite");
  const grid = element(parent, "div", "gradus-thumbs");
  let drawn = 0;
  const show = () => {
    const { seeds, learnt, accuracy, asked, epochs, side } = model.get("seeds");
    if (seeds.length < drawn || seeds.length === 0) grid.replaceChildren(), (drawn = 0);
    const view = model.get("thumbs");
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (; drawn < seeds.length; drawn++) {
      const k = drawn;
      const press = button(grid, "", () => send({ do: "seed", seed: seeds[k] }), t("seeds.take", seeds[k], percent(accuracy[k])));
      press.title = press.getAttribute("aria-label");
      press.className = `gradus-thumb${learnt[k] ? " gradus-learnt" : ""}`;
      const canvas = raster(side, (i) => mix(CARD, classColour(bytes[k * side * side + i]), 0.6));
      press.appendChild(canvas);
      element(press, "span", "", `${learnt[k] ? "✓ " : ""}${seeds[k]}`);
    }
    const sum = learnt.filter(Boolean).length;
    words.textContent = !asked || !seeds.length ? "" : seeds.length < asked ? t("seeds.running", seeds.length) : t("seeds.learnt", sum, asked, epochs);
  };
  listen(model, "seeds", show, view.disposers);
}

function drawCode(parent, view) {
  const { t, model } = view;
  for (const key of ["line", "program"]) {
    const head = element(parent, "div", "gradus-row");
    element(head, "span", "", t(`code.${key}`));
    const press = button(head, t("copy"), () => {
      copy(pre.textContent);
      press.textContent = t("copied");
      setTimeout(() => (press.textContent = t("copy")), 1500);
    });
    const pre = element(parent, "pre", "gradus-code");
    pre.dataset.code = key;
    pre.tabIndex = 0;
    listen(model, "code", () => (pre.textContent = model.get("code")[key]), view.disposers);
  }
  const data = element(parent, "div", "gradus-help");
  listen(model, "code", () => (data.textContent = model.get("code").data), view.disposers);
}

function copy(text) {
  if (navigator.clipboard?.writeText) return navigator.clipboard.writeText(text).catch(() => copyByHand(text));
  copyByHand(text);
}

function copyByHand(text) {
  const area = element(document.body, "textarea");
  area.value = text;
  area.select();
  document.execCommand("copy");
  area.remove();
}
