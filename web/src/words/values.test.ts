import { expect, test } from "vitest";
import { counted, nameOfPart, namesOf, sentenceCase, share } from "./values";

test("values are said in words", () => {
  expect(sentenceCase("claims-responsibility")).toBe("Claims responsibility");
  expect(counted(1, "report")).toBe("1 report");
  expect(counted(1200, "country", "countries")).toBe("1,200 countries");
  expect(namesOf([{ name: "Albania" }])).toBe("Albania");
  expect(namesOf([{ name: "A" }, { name: "B" }, { name: "C" }])).toBe("A, B and C");
  expect(nameOfPart("recognised_by_a", "Albania", "Iran")).toBe("Albania recognises Iran");
});

test("a small share is not rounded to nothing", () => {
  expect(share(0.0004)).toBe("under 0.1 %");
  expect(share(0.0024)).toBe("0.2 %");
  expect(share(0.337)).toBe("34 %");
  expect(share(0)).toBe("0.0 %");
});
