// The statements found, a page at a time: a list of 50,000 would only slow the browser down.
const PAGE = 60;
let shownRows = [];
let shownWords = [];
let shownCount = 0;

const highlighted = (text, wordsFound) => {
  if (!wordsFound.length) return [text];
  const low = text.toLowerCase();
  if (low.length !== text.length) return [text]; // lower case can be longer; a mark in the wrong place helps nobody
  const parts = [];
  let at = 0;
  for (;;) {
    const hits = wordsFound.map((word) => [low.indexOf(word, at), word]).filter(([where]) => where >= 0);
    if (!hits.length) break;
    const [where, word] = hits.reduce((a, b) => (b[0] < a[0] ? b : a));
    parts.push(text.slice(at, where), make("mark", {}, text.slice(where, where + word.length)));
    at = where + word.length;
  }
  return [...parts, text.slice(at)];
};
const itemOf = (row) => {
  const persona = personaOf(row);
  const theme = themes[statements.theme[row]];
  const near = themes[statements.near[row]];
  const context = make("button", { type: "button", "aria-expanded": "false" }, "In context");
  const item = make(
    "li",
    { class: persona ? `hue-${persona.hue}` : null, "data-s": statements.id[row] },
    make("p", { class: "said", dir: "auto" }, ...highlighted(textOf(row), shownWords)),
    make(
      "p",
      { class: "meta" },
      make("b", {}, whoOf(row)),
      persona ? make("span", {}, persona.name) : null,
      ...labelsOf(row).map((label) => make("span", { class: `label ${label}` }, label)),
      make("span", {}, theme ? theme.title : near ? `no theme (nearest: ${near.title})` : "no theme"),
      statements.second[row] ? make("span", { class: "tag" }, "second-hand") : null,
      statements.severity[row] > 2 ? make("span", { class: "tag severity" }, "severe") : null,
      make("span", {}, placeOf(row)),
      context,
    ),
  );
  context.addEventListener("click", () => {
    const open = find(".context", item);
    if (open) open.remove();
    else item.append(make("div", { class: "context" }, inContext(row)));
    context.setAttribute("aria-expanded", String(!open));
  });
  return item;
};
const showRows = (rows, wordsFound) => {
  [shownRows, shownWords, shownCount] = [rows, wordsFound, 0];
  find("#list").replaceChildren();
  const who = new Set(rows.map((row) => statements.person[row])).size;
  find("#found").textContent = rows.length
    ? `${rows.length.toLocaleString("en")} of ${total.toLocaleString("en")} statements, ${who} ${who === 1 ? "person" : "people"}`
    : "No statement matches. Remove a filter or a word.";
  showMore();
};
const showMore = () => {
  const next = shownRows.slice(shownCount, shownCount + PAGE);
  find("#list").append(...next.map(itemOf));
  shownCount += next.length;
  const left = shownRows.length - shownCount;
  find("#further").hidden = !left;
  find("#further").textContent = `Show ${Math.min(PAGE, left)} more (${left.toLocaleString("en")} left)`;
};
const startList = () => find("#further").addEventListener("click", showMore);
