// What stands beside the map: figures, losses over the epochs, the way back in time, the space behind a layer.

function drawFigures(parent, view) {
  const { t } = view;
  const table = element(parent, "div", "gradus-figures");
  const cells = {};
  for (const key of ["loss", "test-loss", "accuracy", "test-accuracy"]) {
    element(table, "span", "", t(key));
    cells[key] = element(table, "b", "", "–");
  }
  return () => {
    const { loss, accuracy } = view.read.frame;
    cells.loss.textContent = figure(loss[0]);
    cells["test-loss"].textContent = figure(loss[1]);
    cells.accuracy.textContent = percent(accuracy[0]);
    cells["test-accuracy"].textContent = percent(accuracy[1]);
  };
}

function drawCurves(parent, view) {
  const { t, model } = view;
  const [width, height] = [PLANE + EDGE, 76];
  const canvas = canvasOf(parent, width, height, t("curves"), "gradus-curves");
  return () => {
    const { epoch, train, test } = model.get("curve");
    const g = fresh(canvas);
    g.font = "9px sans-serif";
    g.fillStyle = view.ink;
    g.strokeStyle = view.ink;
    g.lineWidth = 0.6;
    g.strokeRect(EDGE, 4, width - EDGE - 1, height - 18);
    if (!epoch.length) return;
    const all = [...train, ...test].filter((v) => v !== null);
    const top = Math.max(...all, 1e-9);
    const last = Math.max(epoch[epoch.length - 1], 2);
    const at = (i, v) => [EDGE + ((epoch[i] - 1) / (last - 1)) * (width - EDGE - 2), height - 14 - (v / top) * (height - 20)];
    for (const [values, dash, colour] of [[test, [3, 3], VERMILLION], [train, [], BLUE]]) {
      g.beginPath();
      values.forEach((v, i) => v !== null && g.lineTo(...at(i, v)));
      g.setLineDash(dash);
      g.lineWidth = 1.6;
      g.strokeStyle = rgb(mix(colour, [255, 255, 255], 0.15));
      g.stroke();
      g.setLineDash([]);
    }
    g.textAlign = "right";
    g.fillText(figure(top, 2), EDGE - 2, 12);
    g.fillText("0", EDGE - 2, height - 13);
    g.fillText(String(last), width - 2, height - 2);
    g.textAlign = "left";
    g.fillText(`— ${t("train")}  ┄ ${t("test")}`, EDGE, height - 2);
    canvas.setAttribute("aria-label", `${t("curves")}: ${t("train")} ${figure(train[0])} → ${figure(train[train.length - 1])}`);
  };
}

function drawRewind(parent, view) {
  const { t, send } = view;
  const row = element(parent, "label", "gradus-control gradus-rewind");
  element(row, "span", "gradus-label", t("rewind"));
  const input = element(row, "input");
  Object.assign(input, { type: "range", min: 0, step: 1 });
  input.setAttribute("aria-label", t("rewind"));
  const words = element(row, "span", "");
  const next = paced((callbacks) => view.send({ do: "rewind", moment: Number(input.value) }, callbacks));
  input.addEventListener("input", next);
  return () => {
    const { moments, moment } = view.read.frame;
    input.max = moments.length - 1;
    if (!input.matches(":active")) input.value = moment;
    words.textContent = `${t("epoch")} ${moments[moment] ?? 0}`;
  };
}

/** How a layer folds the plane: its grid and the points where two neurons put them. */
function drawHidden(parent, view) {
  const { t } = view;
  const size = 260;
  const row = element(parent, "div", "gradus-row");
  const select = (label) => {
    const box = element(row, "label", "", `${t(label)} `);
    const made = element(box, "select");
    made.setAttribute("aria-label", t(label));
    return made;
  };
  const layer = select("hidden.layer");
  const [first, second] = [select("hidden.axes"), select("hidden.axes")];
  const canvas = canvasOf(parent, size, size, t("hidden"), "gradus-space");
  element(parent, "div", "gradus-help", t("hidden.help"));
  const fill = (list, texts, chosen) => {
    if (list.dataset.texts !== texts.join("\n")) {
      list.replaceChildren();
      texts.forEach((text, i) => (element(list, "option", "", text).value = i));
      list.dataset.texts = texts.join("\n");
      list.value = Math.max(0, Math.min(texts.length - 1, chosen));
    }
    return Number(list.value);
  };
  const ask = () => view.send({ do: "hidden", layer: view.sections.show?.open ? Number(layer.value) : -1 });
  view.askHidden = ask;
  layer.addEventListener("change", ask);
  for (const list of [first, second]) list.addEventListener("change", () => view.set({}));

  return () => {
    if (!view.sections.show?.open) return;
    const { read } = view;
    const { hidden } = read.frame;
    const l = fill(layer, [t("feature.add"), ...read.net.units.map((n, i) => `${i + 1} (${n})`)], read.last - 1);
    if (read.frame.layer !== l) return ask();
    const names = [...Array(read.sizes[l]).keys()].map((j) => read.name(l, j));
    const [a, b] = [fill(first, names, 0), fill(second, names, 1)];
    const g = fresh(canvas);
    if (!hidden) return;
    const [across, up] = [read.raw(l, a), read.raw(l, b)];
    const side = read.net.side;
    const range = (value, j) => {
      let [low, high] = [Infinity, -Infinity];
      for (let i = 0; i < side * side; i++) [low, high] = [Math.min(low, value(i)), Math.max(high, value(i))];
      for (const row of hidden) [low, high] = [Math.min(low, row[j]), Math.max(high, row[j])];
      const room = Math.max(0.06 * (high - low), 0.05);
      return [low - room, high + room];
    };
    const [[x0, x1], [y0, y1]] = [range(across, a), range(up, b)];
    const at = (x, y) => [((x - x0) / (x1 - x0)) * size, size - ((y - y0) / (y1 - y0)) * size];
    g.fillStyle = rgb(CARD);
    g.fillRect(0, 0, size, size);
    g.strokeStyle = "rgba(90, 90, 90, 0.45)";
    g.lineWidth = 0.7;
    for (let k = 0; k < side; k += 3)
      for (const cell of [(i) => k * side + i, (i) => i * side + k]) {
        g.beginPath();
        for (let i = 0; i < side; i++) g.lineTo(...at(across(cell(i)), up(cell(i))));
        g.stroke();
      }
    if (l === read.last - 1 && read.binary && read.sizes[l] === 2 && a !== b) drawDecision(g, read, l, a, b, at, [x0, x1, y0, y1]);
    hidden.forEach((row, i) => {
      const [x, y] = at(row[a], row[b]);
      g.beginPath();
      g.arc(x, y, 3, 0, 2 * Math.PI);
      g.fillStyle = rgb(classColour(read.net.train[2][i]));
      g.strokeStyle = "white";
      g.fill();
      g.stroke();
    });
  };
}

/** Where the output neuron behind two neurons is undecided: w₁a₁ + w₂a₂ + b = 0, a straight line. */
function drawDecision(g, read, l, a, b, at, [x0, x1, y0, y1]) {
  const [w1, w2, bias] = [read.weight(l + 1, a, 0), read.weight(l + 1, b, 0), read.bias(l + 1, 0)];
  const ends = Math.abs(w2) > Math.abs(w1) ? [x0, x1].map((x) => [x, -(w1 * x + bias) / w2]) : [y0, y1].map((y) => [-(w2 * y + bias) / w1, y]);
  if (!ends.flat().every(Number.isFinite)) return;
  g.beginPath();
  g.moveTo(...at(...ends[0]));
  g.lineTo(...at(...ends[1]));
  g.strokeStyle = "#222";
  g.lineWidth = 2;
  g.stroke();
}
