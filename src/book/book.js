// What a page of the book does by itself: search, light and dark, the other language at the same place. Nothing of it is
// needed to read, and nothing asks another server.
(() => {
  const at = id => document.getElementById(id);
  const page = document.body.dataset;

  // ---- light and dark ----

  at("light").onclick = () => {
    const root = document.documentElement;
    const dark = root.dataset.light ? root.dataset.light === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.light = dark ? "light" : "dark";
    try {
      localStorage.gradusLight = root.dataset.light;
    } catch { /* a page from a file may remember nothing */ }
  };

  // ---- where we are ----

  const places = [...document.querySelectorAll("main [id]")];
  /** The last place whose beginning has gone above the first third of the window. */
  const here = which => which.filter(place => place.getBoundingClientRect().top < innerHeight / 3).pop();
  at("language").onclick = event => {
    const place = here(places);
    if (scrollY > 0 && place) event.currentTarget.hash = place.id;
  };
  const sections = places.filter(place => /^H[23]$/.test(place.tagName));
  const entries = new Map([...document.querySelectorAll("nav ol ol a")].map(link => [link.hash.slice(1), link]));
  const follow = () => {
    const now = here(sections.filter(section => entries.has(section.id)));
    for (const [id, link] of entries) link.classList.toggle("now", id === now?.id);
  };
  if (entries.size) addEventListener("scroll", follow, { passive: true });

  // What is wider than the page is reached by keys as well.
  const wide = new ResizeObserver(seen => {
    for (const { target } of seen) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const one of document.querySelectorAll("pre, .out, .wide, .formula")) wide.observe(one);

  // A link into a fold opens it.
  const unfold = () => {
    let fold = at(decodeURIComponent(location.hash.slice(1)))?.closest("details");
    for (; fold; fold = fold.parentElement.closest("details")) fold.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();

  // ---- search ----

  const box = at("search");
  const found = at("found");
  const loading = {};
  /** An edition's sections: a script, since a page from a file may read no other file. */
  const load = edition => loading[edition] ??= new Promise(done => {
    const script = document.createElement("script");
    script.src = `../${edition}/search.js`;
    script.onload = () => done(gradusSearch[edition]);
    document.head.append(script);
  });
  const MOST = 20;

  /** Sections that hold every word: those that have it in the title first, then by how often it stands there. */
  const find = (edition, words) => {
    const hits = [];
    for (const [lesson, id, title, prose, code] of edition.sections) {
      const name = edition.lessons[lesson];
      const texts = [title, prose, code].map(text => text.toLowerCase());
      if (!words.every(word => texts.some(text => text.includes(word)))) continue;
      const weight = words.reduce((sum, word) => sum + 50 * texts[0].includes(word)
        + 3 * Math.min(10, texts[1].split(word).length - 1) + Math.min(5, texts[2].split(word).length - 1), 0);
      hits.push({ href: `../${edition.edition}/${name[0]}.html${id && "#" + id}`, name: name[1], title, text: prose, code, weight });
    }
    return hits.sort((a, b) => b.weight - a.weight);
  };

  /** The text around the first of the words, with all of them marked. */
  const around = (text, words) => {
    const low = text.toLowerCase();
    const first = Math.min(...words.map(word => low.indexOf(word)).filter(place => place >= 0));
    if (!Number.isFinite(first)) return null;
    const from = Math.max(0, first - 50);
    const line = document.createElement("span");
    line.append(from > 0 ? "… " : "");
    const shown = text.slice(from, first + 110);
    const pattern = new RegExp(`(${words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "gi");
    shown.split(pattern).forEach((part, i) => {
      if (i % 2) line.append(Object.assign(document.createElement("mark"), { textContent: part }));
      else line.append(part);
    });
    line.append(first + 110 < text.length ? " …" : "");
    return line;
  };

  const show = async () => {
    const asked = box.value;
    const words = asked.trim().toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) {
      found.hidden = true;
      return;
    }
    let hits = [];
    for (const edition of page.search.trim().split(" ")) {
      hits = find(await load(edition), words);
      if (hits.length) break;
    }
    if (box.value !== asked) return;
    const count = document.createElement("p");
    count.textContent = hits.length ? page.found.replace("{}", hits.length) : page.nothing;
    const list = document.createElement("ol");
    for (const hit of hits.slice(0, MOST)) {
      const item = list.appendChild(document.createElement("li"));
      const link = item.appendChild(document.createElement("a"));
      link.href = hit.href;
      link.textContent = hit.title && hit.title !== hit.name ? `${hit.name} › ${hit.title}` : hit.name;
      link.onclick = () => (found.hidden = true);
      const line = around(hit.text, words) ?? around(hit.code, words);
      if (line) item.append(line);
    }
    found.replaceChildren(count, list);
    found.hidden = false;
  };
  box.oninput = show;
  box.onfocus = () => {
    load(page.search.split(" ")[0]);
    if (box.value) show();
  };
  box.onkeydown = event => {
    const first = found.querySelector("a");
    if (event.key === "Enter" && first && !found.hidden) first.click();
  };
  addEventListener("keydown", event => {
    if (event.key === "Escape") found.hidden = true;
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
      event.preventDefault();
      box.focus();
    }
  });
  addEventListener("click", event => {
    if (!event.target.closest("header")) found.hidden = true;
  });
})();
