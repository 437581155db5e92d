// Quotes in context: a claim that is opened gets all its quotes, each with the turns before and after it.
const FIRST_QUOTES = 8;
const LONG = 420; // characters of a turn around a quote

const aroundQuote = (row) => {
  const turn = statements.turn[row];
  const text = turns.text[turn];
  const [start, end] = [statements.start[row], statements.end[row]];
  if (row in statements.own || turn < 0) return [textOf(row)];
  const from = start > LONG ? text.indexOf(" ", start - LONG) + 1 : 0;
  const cut = end + LONG < text.length ? text.lastIndexOf(" ", end + LONG) : text.length;
  const to = cut < end ? text.length : cut;
  return [from ? "… " : "", text.slice(from, start), make("mark", {}, text.slice(start, end)), text.slice(end, to), to < text.length ? " …" : ""];
};
const neighbour = (turn, step) => {
  const other = turn + step;
  return other >= 0 && other < turns.text.length && turns.transcript[other] === turns.transcript[turn] ? other : -1;
};
const turnLine = (turn) => {
  if (turn < 0) return null;
  const text = turns.text[turn];
  const short = text.length > LONG ? text.slice(0, text.lastIndexOf(" ", LONG)) + " …" : text;
  return make("p", { class: "around", dir: "auto" }, make("b", {}, turns.speakers[turns.speaker[turn]] + ": "), short);
};
const inContext = (row, kind = "") => {
  const turn = statements.turn[row];
  const said = make("p", { dir: "auto" }, ...aroundQuote(row));
  const footer = make("footer", {}, make("b", {}, whoOf(row)), " ", make("span", {}, placeOf(row)));
  return make("blockquote", { class: `quote ${kind}` }, turnLine(neighbour(turn, -1)), said, turnLine(neighbour(turn, 1)), footer);
};
const quoteList = (rows, kind) => {
  const box = make("div", {}, ...rows.slice(0, FIRST_QUOTES).map((row) => inContext(row, kind)));
  if (rows.length > FIRST_QUOTES) {
    const more = make("button", { type: "button" }, `Show ${rows.length - FIRST_QUOTES} more quotes`);
    more.addEventListener("click", () => more.replaceWith(...rows.slice(FIRST_QUOTES).map((row) => inContext(row, kind))));
    box.append(more);
  }
  return box;
};
const fillClaim = (details) => {
  const claim = details.closest(".claim");
  const found = study.claims[claim?.id];
  if (!found || details.dataset.filled || !found[0].length) return;
  details.dataset.filled = "yes";
  const [supporting, against, second] = found;
  const quotes = find(".quotes", details);
  quotes.replaceChildren(quoteList(supporting, ""));
  if (against.length) quotes.append(make("h5", {}, "Against it"), quoteList(against, "against"));
  if (second.length) quotes.append(make("h5", {}, "Sales or service say, not counted"), quoteList(second, "second"));
  find("[data-more]", details)?.remove();
};
const showTarget = (id) => {
  const target = document.getElementById(id);
  if (!target) return;
  for (let up = target.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  const own = target.matches(".claim") ? find("details", target) : null;
  if (own) {
    fillClaim(own);
    own.open = true;
    find("summary", own).focus({ preventScroll: true });
  }
  target.scrollIntoView({ behavior: reduced ? "auto" : "smooth", block: own ? "center" : "start" });
};
const startEvidence = () => {
  document.addEventListener("toggle", (event) => event.target.open && event.target.closest(".claim") && fillClaim(event.target), true);
};
