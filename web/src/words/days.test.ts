import { expect, test } from "vitest";
import { dayAfter, dayInWords, dayOf, isDay, numberOf, periodOf, shortDay } from "./days";

test("days in words say as much as is known", () => {
  expect(dayInWords("2022-09-07")).toBe("7 September 2022");
  expect(dayInWords("2022-09-01", "month")).toBe("September 2022");
  expect(dayInWords("1992")).toBe("1992");
  expect(dayInWords(undefined)).toBe("undated");
  expect(shortDay("2022-09-07")).toBe("7 Sep 2022");
  expect(shortDay("2022-05-07")).toBe("7 May 2022");
});

test("arithmetic crosses months, leap days and 1970", () => {
  expect(dayAfter("2024-02-28", 1)).toBe("2024-02-29");
  expect(dayAfter("1970-01-01", -1)).toBe("1969-12-31");
  expect(dayOf(numberOf("1945-05-08"))).toBe("1945-05-08");
});

test("what is no day of the calendar is none", () => {
  expect(isDay("2022-02-30")).toBe(false);
  expect(isDay("2022-02-28")).toBe(true);
  expect(isDay("yesterday")).toBe(false);
  expect(isDay(undefined)).toBe(false);
});

test("a step of a series is named by as much of its first day as it has", () => {
  expect(periodOf("2022-01-01", "year")).toBe("2022");
  expect(periodOf("2022-09-01", "month")).toBe("2022-09");
  expect(periodOf("2022-09-05", "week")).toBe("2022-09-05");
});
