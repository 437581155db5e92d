// Which statements are wanted: the form, its state in the address, and the rows that match.
const form = find("#filters");
const folded = [];
const foldedText = (row) => (folded[row] ??= textOf(row).toLowerCase());
const FIELDS = ["q", "persona", "person", "theme", "kind", "hand", "stage"];

const readForm = () => {
  const wanted = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
  wanted.label = all('input[name="label"]:checked', form).map((box) => box.value);
  return wanted;
};
const writeForm = (wanted) => {
  for (const name of FIELDS) form.elements[name].value = wanted[name] ?? "";
  for (const box of all('input[name="label"]', form)) box.checked = (wanted.label ?? []).includes(box.value);
};
const words = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

const testsOf = (wanted) => {
  const tests = [];
  const is = (column, value) => tests.push((row) => column[row] === value);
  const position = (list, id) => list.findIndex((one) => one.id === id);
  if (wanted.theme) is(statements.theme, wanted.theme === "none" ? -1 : position(themes, wanted.theme));
  if (wanted.person) is(statements.person, position(people, wanted.person));
  if (wanted.hand) is(statements.second, wanted.hand === "second" ? 1 : 0);
  if (wanted.stage) is(statements.stage, statements.stages.indexOf(wanted.stage));
  if (wanted.persona) {
    const persona = wanted.persona === "none" ? -1 : position(personas, wanted.persona);
    tests.push((row) => (people[statements.person[row]]?.persona ?? -1) === persona);
  }
  if (wanted.kind) tests.push((row) => statements.turn[row] >= 0 && transcriptOf(row).kind === wanted.kind);
  const mask = wanted.label.reduce((bits, label) => bits | (1 << study.labels.indexOf(label)), 0);
  if (mask) tests.push((row) => (statements.labels[row] & mask) !== 0);
  for (const word of words(wanted.q)) tests.push((row) => foldedText(row).includes(word));
  return tests;
};
const matching = (wanted) => {
  const every = Array.from({ length: total }, (_, row) => row);
  return testsOf(wanted).reduce((rows, test) => rows.filter(test), every);
};
const isEmpty = (wanted) => !wanted.label.length && FIELDS.every((name) => !wanted[name]);
const addressOf = (wanted) => {
  const query = new URLSearchParams(FIELDS.filter((name) => wanted[name]).map((name) => [name, wanted[name]]));
  wanted.label.forEach((label) => query.append("label", label));
  return `#statements?${query}`;
};
const fromAddress = (hash) => {
  const query = new URLSearchParams(hash.slice(hash.indexOf("?") + 1));
  return { ...Object.fromEntries(FIELDS.map((name) => [name, query.get(name) ?? ""])), label: query.getAll("label") };
};
const update = (keep = true) => {
  const wanted = readForm();
  const rows = matching(wanted);
  showRows(rows, words(wanted.q));
  markDots(isEmpty(wanted) ? null : rows);
  find("#clear").hidden = isEmpty(wanted);
  if (keep) history.replaceState(null, "", isEmpty(wanted) ? "#statements" : addressOf(wanted));
};
const explore = (wanted) => {
  writeForm({ label: [], ...wanted });
  update();
  find("#statements").scrollIntoView({ behavior: reduced ? "auto" : "smooth" });
  find("#statements-title").setAttribute("tabindex", "-1");
  find("#statements-title").focus({ preventScroll: true });
};
const fillSelect = (name, pairs) => form.elements[name].append(...pairs.map(([value, text]) => make("option", { value }, text)));
const startFilters = () => {
  fillSelect("persona", [...personas.map((p) => [p.id, p.name]), ["none", "in no persona"]]);
  fillSelect("person", people.map((p) => [p.id, p.id]));
  fillSelect("theme", themes.map((t) => [t.id, t.title]).sort((a, b) => a[1].localeCompare(b[1])));
  fillSelect("kind", [...new Set(transcripts.map((t) => t.kind))].sort().map((kind) => [kind, kind]));
  fillSelect("stage", statements.stages.filter(Boolean).map((stage) => [stage, stage]));
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, total > 5000 ? 120 : 30);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  find("#clear").addEventListener("click", () => {
    writeForm({});
    update();
    form.elements.q.focus();
  });
  for (const table of all(".heat")) table.addEventListener("click", cellChosen);
};
const cellChosen = (event) => {
  const cell = event.target.closest("td[data-key]");
  const { rows, columns } = event.currentTarget.dataset;
  if (!cell) return;
  const wanted = { [rows]: cell.parentElement.dataset.key };
  if (columns !== "theme") wanted[columns] = cell.dataset.key;
  explore(wanted);
};
