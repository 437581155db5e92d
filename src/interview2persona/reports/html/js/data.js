// The study's tables, parsed once; people, themes and turns are referred to by position.
const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
};
const study = JSON.parse(find("#data").textContent);
const { statements, turns, people, themes, personas, transcripts } = study;
const total = statements.id.length;
const rowOf = new Map(statements.id.map((id, row) => [id, row]));

const textOf = (row) => statements.own[row] ?? turns.text[statements.turn[row]].slice(statements.start[row], statements.end[row]);
const transcriptOf = (row) => transcripts[turns.transcript[statements.turn[row]]];
const personaOf = (row) => personas[people[statements.person[row]]?.persona] ?? null;
const labelsOf = (row) => study.labels.filter((_, bit) => statements.labels[row] & (1 << bit));
const clock = (seconds) => {
  if (seconds < 0) return "";
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (parts[0] ? parts : parts.slice(1)).map((n, i) => (i ? String(n).padStart(2, "0") : n)).join(":");
};
const placeOf = (row) => {
  const turn = statements.turn[row];
  if (turn < 0) return "";
  return [transcriptOf(row).path, `turn ${turns.number[turn] + 1}`, clock(turns.time[turn])].filter(Boolean).join(" · ");
};
const whoOf = (row) => people[statements.person[row]]?.id ?? "";
const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
