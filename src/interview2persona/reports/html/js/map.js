// The theme map: islands are SVG (they take clicks and the keyboard), statements are dots on a canvas under them.
const board = find("#map");
const canvas = find("#dots");
const islandsSvg = find("#islands");
let frame = board ? [...study.box] : null; // what part of the map is in view: x, y, width, height
let marked = null; // rows to stand out, null for all
let colours = [];
const BUCKET = 12;
const buckets = new Map();

// How the frame lies on the screen; asked for once a drawing, because every question to the layout costs.
const view = () => {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const scale = Math.min(width / frame[2], height / frame[3]);
  return { width, height, scale, left: (width - frame[2] * scale) / 2 - frame[0] * scale, top: (height - frame[3] * scale) / 2 - frame[1] * scale };
};
const unproject = (px, py) => {
  const { scale, left, top } = view();
  return [(px - left) / scale, (py - top) / scale];
};
const readColours = () => {
  const style = (element) => getComputedStyle(element).stroke;
  colours = all(".island circle", islandsSvg).map(style);
  colours.none = getComputedStyle(board).color;
};
const drawDots = (pen, { width, height, scale, left, top }, rows, alpha) => {
  const radius = Math.max(1, Math.min(5, scale * 1.05));
  pen.globalAlpha = alpha;
  let lastTheme = -2;
  for (const row of rows) {
    const x = statements.xy[2 * row];
    if (x === null) continue;
    const px = left + x * scale;
    const py = top + statements.xy[2 * row + 1] * scale;
    if (px < -9 || py < -9 || px > width + 9 || py > height + 9) continue;
    const theme = statements.theme[row];
    if (theme !== lastTheme) pen.fillStyle = theme < 0 ? colours.none : colours[theme];
    lastTheme = theme;
    if (radius < 1.6) pen.fillRect(px - radius, py - radius, 2 * radius, 2 * radius);
    else {
      pen.beginPath();
      pen.arc(px, py, theme < 0 ? radius * 0.55 : radius, 0, 7);
      pen.fill();
    }
  }
};
// Theme by theme: to change the colour for every dot would take most of the time.
const everyRow = Array.from({ length: total }, (_, row) => row).sort((a, b) => statements.theme[a] - statements.theme[b]);
const draw = () => {
  if (!board || !canvas.clientWidth) return;
  const ratio = devicePixelRatio || 1;
  canvas.width = canvas.clientWidth * ratio;
  canvas.height = canvas.clientHeight * ratio;
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const seen = view();
  drawDots(pen, seen, everyRow, marked ? 0.13 : 0.85);
  if (marked) drawDots(pen, seen, marked, 1);
  islandsSvg.setAttribute("viewBox", frame.join(" "));
  placeNames(seen);
};
const onMap = (title) => {
  if (title.length <= 44) return title;
  const end = title.lastIndexOf(" ", 40);
  return `${title.slice(0, end > 0 ? end : 40).replace(/[,;:]$/, "")} …`;
};
const placeNames = ({ width, height, scale, left, top }) => {
  const taken = [];
  const names = [];
  const largest = study.islands.map((island, n) => [n, ...island]).sort((a, b) => b[3] - a[3]);
  for (const [n, x, y] of largest) {
    const [px, py] = [left + x * scale, top + y * scale];
    const title = onMap(themes[n].title);
    const wide = Math.min(150, 6.6 * title.length) / 2 + 4;
    const high = 9 * Math.ceil(title.length / 22) + 2;
    const box = [px - wide, py - high, px + wide, py + high];
    const clash = taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]);
    if (clash || box[0] < 0 || box[1] < 0 || box[2] > width || box[3] > height) continue;
    taken.push(box);
    const name = make("span", {}, title);
    name.style.left = `${px}px`;
    name.style.top = `${py}px`;
    names.push(name);
  }
  find("#names").replaceChildren(...names);
};
let waitingToDraw = 0;
const markDots = (rows) => {
  marked = rows && rows.slice().sort((a, b) => statements.theme[a] - statements.theme[b]);
  cancelAnimationFrame(waitingToDraw);
  waitingToDraw = requestAnimationFrame(draw);
};
const bucketOf = (x, y) => `${Math.floor(x / BUCKET)},${Math.floor(y / BUCKET)}`;
const fillBuckets = () => {
  for (const row of everyRow) {
    const [x, y] = [statements.xy[2 * row], statements.xy[2 * row + 1]];
    if (x === null) continue;
    const key = bucketOf(x, y);
    if (!buckets.has(key)) buckets.set(key, []);
    buckets.get(key).push(row);
  }
};
const nearestRow = (x, y) => {
  let [best, distance] = [-1, Math.max(3, 8 / view().scale)];
  for (const dx of [-BUCKET, 0, BUCKET])
    for (const dy of [-BUCKET, 0, BUCKET])
      for (const row of buckets.get(bucketOf(x + dx, y + dy)) ?? []) {
        const away = Math.hypot(statements.xy[2 * row] - x, statements.xy[2 * row + 1] - y);
        if (away < distance) [best, distance] = [row, away];
      }
  return best;
};
const showTip = (event) => {
  if (!buckets.size) fillBuckets();
  const area = canvas.getBoundingClientRect();
  const [px, py] = [event.clientX - area.left, event.clientY - area.top];
  const row = nearestRow(...unproject(px, py));
  const tip = find("#tip");
  tip.hidden = row < 0;
  if (row < 0) return;
  const theme = themes[statements.theme[row]]?.title ?? "no theme";
  const text = textOf(row);
  tip.replaceChildren(make("b", {}, `${whoOf(row)} · ${theme}`), make("span", { dir: "auto" }, text.length > 260 ? text.slice(0, 260) + " …" : text));
  tip.style.left = `${Math.min(px + 14, Math.max(0, area.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${py + 18 + tip.offsetHeight > area.height ? Math.max(0, py - tip.offsetHeight - 12) : py + 18}px`;
};
const zoom = (factor, x = frame[0] + frame[2] / 2, y = frame[1] + frame[3] / 2) => {
  const wide = Math.min(study.box[2], frame[2] * factor);
  const real = wide / frame[2];
  frame = [x - (x - frame[0]) * real, y - (y - frame[1]) * real, wide, frame[3] * real];
  if (wide >= study.box[2]) frame = [...study.box];
  draw();
};
const islandChosen = (event) => {
  const island = event.target.closest(".island");
  if (!island || (event.type === "keydown" && !["Enter", " "].includes(event.key))) return;
  event.preventDefault();
  explore({ theme: island.dataset.theme });
};
const startMap = () => {
  if (!board) return;
  readColours();
  islandsSvg.addEventListener("click", islandChosen);
  islandsSvg.addEventListener("keydown", islandChosen);
  islandsSvg.addEventListener("pointermove", showTip);
  islandsSvg.addEventListener("pointerleave", () => (find("#tip").hidden = true));
  const moves = { in: () => zoom(0.6), out: () => zoom(1 / 0.6), all: () => ((frame = [...study.box]), draw()) };
  for (const button of all("[data-zoom]")) button.addEventListener("click", moves[button.dataset.zoom]);
  islandsSvg.addEventListener("dblclick", (event) => {
    const area = canvas.getBoundingClientRect();
    zoom(0.5, ...unproject(event.clientX - area.left, event.clientY - area.top));
  });
  document.addEventListener("look", () => (readColours(), draw()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => (readColours(), draw()));
  new ResizeObserver(draw).observe(board);
};
