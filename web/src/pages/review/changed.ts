// The difference between an event as coded and as a person has it: a merge patch (RFC 7396).

import type { Answers } from "../../api/client";

export interface Fields {
  type: string;
  mode: string;
  context: string; // "diplomatic, cyber"
  actor: string; // country
  recipient: string;
  date: string;
  modality: string;
  move: string; // kind; empty: no step on the ladder
  negated: boolean;
}

const list = (words: string): string[] => words.split(/[\s,;]+/).filter(Boolean);
const same = (x: readonly string[], y: readonly string[]): boolean =>
  x.length === y.length && x.every((word, at) => word === y[at]);

// The first party becomes another country; what was said of the mention's words stays.
function mentions(before: readonly Answers["Mention"][], country: string): Answers["Mention"][] {
  const [first, ...others] = before;
  if (!country) return others;
  const { begin, end, text, in: field } = first ?? {};
  const words = Object.fromEntries(
    Object.entries({ begin, end, text, in: field }).filter(([, value]) => value !== undefined),
  );
  return [{ ...words, id: country, country }, ...others];
}

export function changed(
  record: Answers["EventRecord"],
  fields: Fields,
): Partial<Record<keyof Answers["EventRecord"], unknown>> {
  const change: Partial<Record<keyof Answers["EventRecord"], unknown>> = {};
  const one = (word: string) => (word ? [word] : []);
  if (fields.type !== (record.event[0] ?? "")) change.event = one(fields.type);
  if (fields.mode !== (record.mode?.[0] ?? "")) change.mode = one(fields.mode);
  if (!same(list(fields.context), record.context ?? [])) change.context = list(fields.context);
  if (fields.actor !== (record.actor[0]?.country ?? "")) change.actor = mentions(record.actor, fields.actor);
  if (fields.recipient !== (record.recipient?.[0]?.country ?? ""))
    change.recipient = mentions(record.recipient ?? [], fields.recipient);
  if (fields.date !== (record.date ?? "")) change.date = fields.date || null;
  if (fields.modality !== (record.modality ?? "done")) change.modality = fields.modality;
  if (fields.move !== (record.move?.kind ?? "")) change.move = fields.move ? { kind: fields.move } : null;
  if (fields.negated !== !!record.negated) change.negated = fields.negated;
  return change;
}
