// Controls, and what all panels share. Joined with the files that use it into one module (see PageFiles.java).
// Runs in JupyterLab through anywidget, needs no network, and keeps nothing: all values live in the kernel (see Panel.java).

/** The value of a slider at position i, the position nearest to a value, and the value nearest to a typed one. */
function scale({ low, high, step, stops, log }) {
  const within = (v) => Math.min(high, Math.max(low, v));
  if (!stops) {
    const value = (i) => Number(within(low + i * step).toPrecision(6));
    const position = (v) => Math.round((v - low) / step);
    return { last: Math.max(1, Math.round((high - low) / step)), value, position, typed: (v) => value(position(within(v))) };
  }
  const room = log ? Math.log : (v) => v;
  const distance = (i, v) => Math.abs(room(stops[i]) - room(v));
  const position = (v) => stops.reduce((best, _, i) => (distance(i, v) < distance(best, v) ? i : best), 0);
  return { last: stops.length - 1, value: (i) => stops[i], position, typed: within };
}

function element(parent, tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  parent.appendChild(made);
  return made;
}

/** Each kind of control: draws itself into a row, and gives a function that shows another value. */
const kinds = {
  slider(row, spec, send) {
    const { last, value, position, typed } = scale(spec);
    const input = element(row, "input");
    const number = element(row, "input", "gradus-number");
    Object.assign(input, { type: "range", min: 0, max: last, step: 1 });
    Object.assign(number, { type: "text", inputMode: "decimal", autocomplete: "off" });
    input.setAttribute("aria-label", spec.label);
    number.setAttribute("aria-label", spec.label);
    let shown = null; // the value of now
    const say = (v) => (number.value = String(Number(v.toPrecision(6))));
    const set = (v) => {
      shown = v;
      say(v);
      send(v);
    };
    input.addEventListener("input", () => set(value(Number(input.value))));
    number.addEventListener("change", () => {
      const v = Number(number.value.trim().replace(",", "."));
      if (number.value.trim() === "" || !Number.isFinite(v)) return say(shown);
      set(typed(v));
      input.value = position(shown);
    });
    return (v) => {
      if (input.matches(":active")) return; // never pull the knob out of the reader's hand
      if (v === shown) return;
      shown = v;
      input.value = position(v);
      say(v);
    };
  },
  choice(row, spec, send) {
    const select = element(row, "select");
    select.setAttribute("aria-label", spec.label);
    spec.names.forEach((name, i) => (element(select, "option", "", name).value = i));
    select.addEventListener("change", () => send(Number(select.value)));
    return (v) => (select.value = v);
  },
  guess(row, spec, send) {
    element(row, "div", "gradus-asked", spec.label);
    if (!spec.options) {
      const number = element(row, "input", "gradus-number");
      Object.assign(number, { type: "text", inputMode: "decimal", autocomplete: "off" });
      number.setAttribute("aria-label", spec.label);
      let shown = "";
      number.addEventListener("change", () => {
        const text = number.value.replace(/[\s%]/g, "").replace(",", ".");
        if (text === "" || !Number.isFinite(Number(text))) return (number.value = shown);
        send(Number(text));
      });
      return (v) => (number.value = shown = String(v));
    }
    const name = `gradus-guess-${crypto.randomUUID()}`; // one group of radio buttons, apart from those of other views
    const group = element(row, "div");
    group.setAttribute("role", "radiogroup");
    group.setAttribute("aria-label", spec.label);
    const inputs = Object.entries(spec.options).map(([letter, words]) => {
      const option = element(group, "label", "gradus-option");
      const input = element(option, "input");
      Object.assign(input, { type: "radio", name, value: letter });
      element(option, "span", "", `${letter}) ${words}`);
      input.addEventListener("change", () => send(letter));
      return input;
    });
    group.addEventListener("keydown", ({ key, altKey, ctrlKey, metaKey }) => {
      const input = inputs.find((one) => one.value === key.toLowerCase());
      if (!input || altKey || ctrlKey || metaKey) return;
      input.focus();
      input.click();
    });
    return (v) => inputs.forEach((input) => (input.checked = input.value === v));
  },
  toggle(row, spec, send) {
    const input = element(row, "input");
    input.type = "checkbox";
    input.setAttribute("aria-label", spec.label);
    input.addEventListener("change", () => send(input.checked));
    return (v) => (input.checked = v);
  },
  text(row, spec, send) {
    const input = element(row, "input", "gradus-text");
    Object.assign(input, { type: "text", autocomplete: "off", spellcheck: false });
    input.setAttribute("aria-label", spec.label);
    input.addEventListener("input", (event) => event.isComposing || send(input.value)); // pinyin is not yet what is meant
    input.addEventListener("compositionend", () => send(input.value));
    return (v) => input.value === v || (input.value = v);
  },
};

/** Gives a function that sends, but has two messages under way at most: more would pile up, and one leaves Java waiting. */
function paced(send) {
  let underWay = 0;
  let isDue = false;
  const next = () => {
    isDue = underWay === 2;
    if (isDue) return;
    underWay++;
    send({ iopub: { status: heard } });
  };
  const heard = ({ content }) => {
    if (content.execution_state !== "idle") return;
    underWay--;
    if (isDue) next();
  };
  return next;
}

/** Controls in rows of their own: all of them, or those with these ids. Gives their element. */
function drawControls(root, model, disposers, ids) {
  let touched = {}; // what Java hasn't heard; a press takes it along, and never overtakes a slider that was moved before
  const send = (event, callbacks) => {
    model.send({ ...event, state: { values: touched } }, callbacks);
    touched = {};
  };
  const sendTouched = paced((callbacks) => send({}, callbacks));
  const shows = {};
  const rows = element(root, "div", "gradus-controls");
  let buttons = null;
  for (const spec of model.get("controls").filter(({ id }) => !ids || ids.includes(id))) {
    if (spec.kind === "button") {
      buttons ??= element(rows, "div", "gradus-buttons");
      element(buttons, "button", "", spec.label).addEventListener("click", () => send({ press: spec.id }));
      continue;
    }
    buttons = null;
    const asks = spec.kind === "guess"; // with labels of its own
    const row = element(rows, asks ? "div" : "label", asks ? "gradus-guess" : "gradus-control");
    if (!asks) element(row, "span", "gradus-label", spec.label);
    shows[spec.id] = kinds[spec.kind](row, spec, (v) => {
      model.set("values", { ...model.get("values"), [spec.id]: v });
      touched[spec.id] = v;
      sendTouched();
    });
  }
  const show = () => {
    const values = model.get("values");
    for (const id in shows) shows[id](values[id]);
  };
  listen(model, "values", show, disposers);
  return rows;
}

/** Shows a value now and whenever it changes. */
function listen(model, name, show, disposers) {
  show();
  model.on(`change:${name}`, show);
  disposers.push(() => model.off(`change:${name}`, show));
}

/** The markup comes from our own kernel, which escapes every text in it. */
function drawMarkup(root, model, name, disposers) {
  const box = element(root, "div", `gradus-${name}`);
  listen(model, name, () => (box.innerHTML = model.get(name) ?? ""), disposers);
  return box;
}

/** Where in an element a pointer is, as shares of its width and height. */
function place(event, box) {
  const { left, top, width, height } = box.getBoundingClientRect();
  return [(event.clientX - left) / width, (event.clientY - top) / height];
}

/** Calls down where the pointer goes down, then move while it is held. */
function follow(target, down, move) {
  target.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    target.setPointerCapture(event.pointerId);
    down(event);
  });
  target.addEventListener("pointermove", (event) => target.hasPointerCapture(event.pointerId) && move(event));
}

/** Says so where no kernel hears it any more. Only the page's own model knows; anywidget shows us another face of it. */
async function tellLost(root, model) {
  const lost = element(root, "div", "gradus-lost", model.get("lost"));
  lost.hidden = true;
  for (const one of Object.values(model.widget_manager?._models ?? {})) {
    const found = await one;
    if (found.get("controls") !== model.get("controls")) continue;
    const tell = () => (lost.hidden = found.comm_live);
    found.on("comm_live_update", tell);
    tell();
  }
}

/**
 * In the lessons' words, too, where a summary has the focus, a letter is none of JupyterLab's commands: x would cut the cell,
 * b insert one. Markdown can't say so itself. Arrows, Escape and whatever goes with Ctrl are JupyterLab's, as before.
 */
function keepLetters() {
  if (window.gradusKeepsLetters) return;
  window.gradusKeepsLetters = true;
  const keep = (event) => {
    const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isLetter && event.target.matches?.(".jp-RenderedMarkdown summary")) event.stopPropagation();
  };
  window.addEventListener("keydown", keep, true);
}

/** The element of a whole panel: keys belong to what is in it, and never move JupyterLab's selection; but Shift + Enter still goes on. */
function drawRoot(el, model) {
  const root = element(el, "div", "gradus-panel");
  tellLost(root, model);
  keepLetters();
  const suppress = "data-lm-suppress-shortcuts";
  root.setAttribute(suppress, "true");
  const keep = (event) => {
    const isRun = event.key === "Enter" && (event.shiftKey || event.ctrlKey || event.altKey);
    root.toggleAttribute(suppress, !isRun);
    if (!isRun) event.stopPropagation();
  };
  for (const kind of ["keydown", "keyup", "keypress"]) root.addEventListener(kind, keep);
  return root;
}
