import { expect, test } from "vitest";
import { changed, type Fields } from "./changed";

const record = {
  id: "1",
  document: "d",
  sentence: 0,
  event: ["SANCTION"],
  mode: ["discontinue"],
  context: ["diplomatic", "cyber"],
  actor: [{ text: "Tirana", begin: 0, end: 6, id: "ALB", country: "ALB", score: 0.9 }],
  recipient: [{ text: "Iran", id: "IRN", country: "IRN" }],
  date: "2022-09-07",
  modality: "done",
  move: { kind: "sever" },
};
const asCoded: Fields = {
  type: "SANCTION",
  mode: "discontinue",
  context: "diplomatic, cyber",
  actor: "ALB",
  recipient: "IRN",
  date: "2022-09-07",
  modality: "done",
  move: "sever",
  negated: false,
};

test("what was not changed is not sent", () => expect(changed(record, asCoded)).toEqual({}));

test("what was changed is, and nothing else", () => {
  expect(changed(record, { ...asCoded, modality: "planned", negated: true })).toEqual({
    modality: "planned",
    negated: true,
  });
  expect(changed(record, { ...asCoded, move: "", context: "diplomatic" })).toEqual({
    move: null,
    context: ["diplomatic"],
  });
  expect(changed(record, { ...asCoded, type: "ACCUSE", mode: "" })).toEqual({ event: ["ACCUSE"], mode: [] });
});

test("another party keeps the words of the mention, not what was thought of them", () => {
  expect(changed(record, { ...asCoded, actor: "MKD" })).toEqual({
    actor: [{ text: "Tirana", begin: 0, end: 6, id: "MKD", country: "MKD" }],
  });
  expect(changed(record, { ...asCoded, recipient: "" })).toEqual({ recipient: [] });
});
