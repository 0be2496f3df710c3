// The slider of a replay: draws the frames that the JSON beside this script holds. It needs no network and no id, and
// touches nothing outside of the element that it stands in, so that any number of replays live on one page.
(() => {
  const root = document.currentScript.parentElement;
  const film = JSON.parse(root.querySelector('script[type="application/json"]').textContent);
  const pictures = [...root.querySelectorAll('img')];
  const make = (tag, properties, style, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.style.cssText = style;
    element.append(...children);
    return element;
  };

  // ---- the picture ----

  const canvas = make('canvas', { width: 2 * film.width, height: 2 * film.height },
    `display:block;width:${film.width}px;max-width:100%`);
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', film.title);
  const context = canvas.getContext('2d');
  const background = new Image();

  /** A part whose cells have colours: a small canvas for each frame, made when it is first shown. */
  const raster = part => {
    const colours = part.palette.map(c => [1, 3, 5].map(i => parseInt(c.slice(i, i + 2), 16)));
    const [x, y, width, height] = part.raster;
    const made = [];
    return frame => {
      if (!made[frame]) {
        const cells = atob(part.frames[frame]);
        const image = new ImageData(part.columns, cells.length / part.columns);
        for (let i = 0; i < cells.length; i++) image.data.set([...colours[cells.charCodeAt(i)], 255], 4 * i);
        made[frame] = make('canvas', { width: image.width, height: image.height }, '');
        made[frame].getContext('2d').putImageData(image, 0, 0);
      }
      context.imageSmoothingEnabled = part.smooth;
      context.drawImage(made[frame], x, y, width, height);
    };
  };

  const bars = part => frame => {
    const [x, y, width, height] = part.bars;
    const step = width / part.frames[frame].length;
    context.fillStyle = part.colour[0];
    part.frames[frame].forEach((share, i) =>
      context.fillRect(x + i * step, y + height - height * share / 100, 0.9 * step, height * share / 100));
  };

  const circle = (x, y, radius, fill, line) => {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = fill;
    context.fill();
    if (!line) return;
    context.strokeStyle = line;
    context.lineWidth = 1.5;
    context.stroke();
  };

  const dots = part => () => part.x.forEach((x, i) => {
    circle(x, part.y[i], part.dots + 1, '#ffffff');
    circle(x, part.y[i], part.dots, part.colours[i]);
  });

  /** A line through all points up to the frame's, with dots where they can be told apart. */
  const way = part => frame => {
    const [x, y, end, colour] = [part.way, part.y, part.ends[frame], part.colour[0]];
    context.beginPath();
    for (let i = 0; i <= end; i++) context.lineTo(x[i], y[i]);
    for (const [stroke, width, dash] of [['rgba(255,255,255,0.6)', 4, []], [colour, 1.5, part.dash]]) {
      context.strokeStyle = stroke;
      context.lineWidth = width;
      context.setLineDash(dash);
      context.stroke();
    }
    context.setLineDash([]);
    for (let i = 1, last = 0; i <= end; i++)
      if (Math.hypot(x[i] - x[last], y[i] - y[last]) >= part.distance) circle(x[last = i], y[i], 2.6, colour);
    circle(x[0], y[0], 4, '#ffffff', colour);
    if (end > 0) circle(x[end], y[end], 4, colour, '#333333');
  };

  /** Circles, arrows between them, and labels on little cards. */
  const wiring = part => frame => {
    const [radius, size, head] = part.wiring;
    const now = part.frames[frame];
    context.lineWidth = 1.5;
    part.arrows.forEach(([x1, y1, x2, y2], i) => {
      const length = Math.hypot(x2 - x1, y2 - y1);
      const [dx, dy] = [head * (x2 - x1) / length, head * (y2 - y1) / length];
      context.strokeStyle = context.fillStyle = now.arrows[i];
      context.beginPath();
      context.moveTo(x1, y1);
      context.lineTo(x2 - dx, y2 - dy);
      context.stroke();
      context.beginPath();
      context.moveTo(x2, y2);
      context.lineTo(x2 - dx - dy / 2, y2 - dy + dx / 2);
      context.lineTo(x2 - dx + dy / 2, y2 - dy - dx / 2);
      context.fill();
    });
    part.circles.forEach(([x, y], i) => circle(x, y, radius, now.insides[i], now.lines[i]));
    context.font = `${size}px 'DejaVu Sans', Verdana, sans-serif`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    for (const label of now.labels.map(i => part.labels[i])) {
      const [x, y] = label.at;
      const width = context.measureText(label.text).width + 4;
      context.fillStyle = label.colours[1];
      context.fillRect(x - width / 2, y - size / 2 - 1, width, size + 2);
      context.fillStyle = label.colours[0];
      context.fillText(label.text, x, y + 1);
    }
  };

  /** Lines that move, cut off where their plot ends. */
  const strokes = part => frame => {
    context.save();
    context.beginPath();
    context.rect(...part.strokes);
    context.clip();
    context.strokeStyle = part.colour[0];
    context.lineWidth = part.thickness;
    for (const points of part.frames[frame]) {
      context.beginPath();
      for (let i = 0; i < points.length; i += 2) context.lineTo(points[i], points[i + 1]);
      context.stroke();
    }
    context.restore();
  };

  const spot = part => frame => circle(part.spot[frame], part.y[frame], 4, part.colour[0], '#333333');

  const kinds = { raster, bars, dots, way, strokes, spot, wiring };
  const parts = film.parts.map(part => kinds[Object.keys(part)[0]](part));

  // ---- the controls ----

  const slider = make('input', { type: 'range', min: 0, max: film.captions.length - 1, value: film.captions.length - 1 },
    'flex:1;min-width:60px;margin:0');
  slider.setAttribute('aria-label', film.words.frame);
  const button = make('button', { type: 'button', textContent: film.words.play }, 'font:inherit;padding:2px 12px');
  const caption = make('div', {}, 'min-height:1.5em;margin:4px 0 10px');
  let timer = 0;

  const draw = () => {
    const frame = Number(slider.value);
    context.setTransform(2, 0, 0, 2, 0, 0);
    context.drawImage(background, 0, 0, film.width, film.height);
    parts.forEach(part => part(frame));
    caption.textContent = film.captions[frame];
    slider.setAttribute('aria-valuetext', film.captions[frame]);
  };
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    button.textContent = film.words.play;
  };
  const advance = () => {
    if (!root.isConnected || slider.value === slider.max) return stop();
    slider.stepUp();
    draw();
  };
  button.onclick = () => {
    if (timer) return stop();
    if (slider.value === slider.max) slider.value = 0;
    draw();
    timer = setInterval(advance, Math.max(50, 6000 / film.captions.length));
    button.textContent = film.words.pause;
  };
  slider.oninput = () => {
    stop();
    draw();
  };
  pictures.forEach((picture, i) => picture.onclick = () => {
    slider.value = film.strip[i];
    slider.oninput();
  });

  // JupyterLab leaves keys to elements that say so themselves; and nobody looks for formulas in here.
  // Keys never move JupyterLab's selection; but Shift + Enter still goes on.
  for (const control of [button, slider]) {
    const suppress = on => control.toggleAttribute('data-lm-suppress-shortcuts', on);
    suppress(true);
    control.addEventListener('keydown', event =>
      suppress(!(event.key === 'Enter' && (event.shiftKey || event.ctrlKey || event.altKey))));
  }
  const controls = make('div', {}, `display:flex;gap:10px;align-items:center;margin:8px 0 0;max-width:${film.width}px`,
    button, slider);
  const all = make('div', { className: 'tex2jax_ignore mathjax_ignore' }, '', canvas, controls, caption);
  root.prepend(all);
  background.onload = draw;
  background.src = film.background;
})();
