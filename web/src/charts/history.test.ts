import { expect, test } from "vitest";
import type { Answers } from "../api/client";
import { historyOption, spellAt } from "./history";

const spells = [
  { from: "1992-01-01", to: "2018-12-18", rung: "ambassador" },
  { from: "2018-12-19", to: "2022-09-06", rung: "recalled" },
  { from: "2022-09-07", to: "2026-01-01", rung: "severed" },
];

test("a day has its rung and the one before", () => {
  expect(spellAt(spells, "2022-09-06").now?.rung).toBe("recalled");
  expect(spellAt(spells, "2022-09-07").now?.rung).toBe("severed");
  expect(spellAt(spells, "2022-09-07").before?.rung).toBe("recalled");
  expect(spellAt(spells, "1950-01-01").now).toBeUndefined();
});

test("turns of the ladder and of the series are marked on their days", () => {
  const name = { id: "ALB", name: "Albania" };
  const series = {
    a: name,
    b: name,
    step: "year",
    measure: "goldstein",
    directed: false,
    points: [],
    turns: [{ day: "2020-01-01", direction: "worse", before: 0, after: -1, acts: [] }],
    ladder_turns: [{ day: "1991-05-01", direction: "better", before: "severed", after: "established", act: null }],
  } as unknown as Answers["Series"];
  const option = historyOption(
    spells,
    series,
    "2022-09-07",
    { from: "1992-01-01", to: "2026-01-01" },
    false,
  )(() => "#000");
  const marks = (option.series as { name: string; markLine: { data: { name: string; xAxis: number }[] } }[])
    .find((each) => each.name === "conflict")!
    .markLine.data.map((mark) => [mark.name, new Date(mark.xAxis).toISOString().slice(0, 10)]);
  expect(marks).toEqual([
    ["▲", "1991-05-01"],
    ["▼", "2020-01-01"],
  ]);
});
