import { expect, test } from "vitest";
import type { Answers } from "../../api/client";
import { spellsOf } from "./spells";

const act = { id: "1", told: "", day: null };
const spell = (from: string | null, to: string | null, rung: string, told = true) => ({
  from,
  to,
  rung,
  rung_note: "",
  act: told ? act : null,
});
const pair = (day: string, rungs: ReturnType<typeof spell>[]) =>
  ({ day, rungs, first_day: "1979-01-01", last_day: day }) as unknown as Answers["Pair"];

test("spells begin a year before anything is told, and last to the end of the ledger", () => {
  const spells = spellsOf(
    pair("2022-09-08", [
      spell(null, "1912-11-27", "none", false),
      spell("1912-11-28", "2018-12-18", "unknown", false),
      spell("2018-12-19", "2022-09-06", "recalled"),
      spell("2022-09-07", null, "severed"),
    ]),
    "2023-03-10",
  );
  expect(spells).toEqual([
    { from: "1977-12-31", to: "2018-12-18", rung: "unknown" },
    { from: "2018-12-19", to: "2022-09-06", rung: "recalled" },
    { from: "2022-09-07", to: "2023-03-10", rung: "severed" },
  ]);
});

test("a day before all that is told is in the first spell", () => {
  const spells = spellsOf(pair("1950-06-01", [spell(null, null, "unknown", false)]), "2023-03-10");
  expect(spells).toEqual([{ from: "1949-05-31", to: "2023-03-10", rung: "unknown" }]);
});
