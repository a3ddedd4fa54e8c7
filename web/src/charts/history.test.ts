import { expect, test } from "vitest";
import { spellAt } from "./history";

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
