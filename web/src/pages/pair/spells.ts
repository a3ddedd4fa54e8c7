// The rungs of a pair as spells with a beginning and an end, for the chart and the slider.

import type { Answers } from "../../api/client";
import type { Spell } from "../../charts/history";
import { dayAfter } from "../../words/days";

// From a year before anything is told of the two, to the last day that is told of or asked for. `told`: the last day of
// which the whole ledger tells.
export function spellsOf(pair: Answers["Pair"], told?: string | null): Spell[] {
  const days = (all: (string | null | undefined)[]) => all.filter((day): day is string => !!day).sort();
  const begun = pair.rungs.filter((spell) => spell.act || !["unknown", "none"].includes(spell.rung));
  const begin = dayAfter(days([pair.first_day, begun[0]?.from, pair.day])[0]!, -366);
  const end = days([pair.last_day, pair.day, told, begun.at(-1)?.from]).at(-1)!;
  return pair.rungs
    .map((spell) => ({
      from: days([spell.from ?? begin, begin]).at(-1)!,
      to: days([spell.to ?? end, end])[0]!,
      rung: spell.rung,
    }))
    .filter((spell) => spell.from <= spell.to);
}
