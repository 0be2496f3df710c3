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

/** Layers and features, one more and one less. */
function drawParts(parent, view) {
  const { t, send } = view;
  const box = element(parent, "div");
  let drawn = "";
  return () => {
    const { net } = view.read;
    const now = JSON.stringify([net.units, net.features]);
    if (now === drawn) return;
    drawn = now;
    const focused = box.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    box.replaceChildren();
    if (view.has("features")) {
      const row = element(box, "div", "gradus-row");
      element(row, "span", "gradus-label", t("feature.add"));
      for (const name of net.known) {
        const input = check(row, name, net.features.includes(name), (on) =>
          send({ do: "features", features: net.known.filter((f) => (f === name ? on : net.features.includes(f))) }),
        );
        input.setAttribute("aria-label", `${t("feature.add")} ${name}`);
        input.disabled = net.features.length === 1 && net.features[0] === name;
      }
    }
    if (!view.has("layers")) return;
    const row = element(box, "div", "gradus-row");
    element(row, "span", "gradus-label", t("layers"));
    net.units.forEach((n, l) => {
      const change = (by) => send({ do: "layers", units: net.units.map((m, i) => (i === l ? m + by : m)) });
      const group = element(row, "span", "gradus-group");
      button(group, "−", () => change(-1), t("remove-neuron", l + 1)).disabled = n === 1;
      element(group, "span", "", ` ${n} `);
      button(group, "+", () => change(1), t("add-neuron", l + 1)).disabled = n === net.most[1];
    });
    button(row, t("add-layer"), () => send({ do: "layers", units: [...net.units, 2] }), t("add-layer")).disabled = net.units.length === net.most[0];
    if (net.units.length) button(row, t("remove-layer"), () => send({ do: "layers", units: net.units.slice(0, -1) }), t("remove-layer"));
    if (focused) [...box.querySelectorAll("[aria-label]")].find((one) => one.getAttribute("aria-label") === focused)?.focus();
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
