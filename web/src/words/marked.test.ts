import { expect, test } from "vitest";
import { runsOf } from "./marked";

const told = (runs: ReturnType<typeof runsOf>) =>
  runs.map((run) => `${run.sentence ?? "-"}:${run.pieces.map((piece) => `${piece.text}[${piece.marks}]`).join("")}`);

test("segments are cut at sentences, and the marks stay", () => {
  const runs = runsOf(
    [
      { text: "Né", marks: [0] },
      { text: " left. It", marks: [] },
      { text: " hit", marks: [1, 2] },
      { text: " B.", marks: [] },
    ],
    [
      { index: 4, in_title: false, begin: 0, end: 9, text: "" },
      { index: 5, in_title: false, begin: 10, end: 19, text: "" },
    ],
  );
  expect(told(runs)).toEqual(["4:Né[0] left.[]", "-: []", "5:It[] hit[1,2] B.[]"]);
});

test("without sentences all is one run, and nothing is lost", () => {
  expect(
    told(
      runsOf(
        [
          { text: "a", marks: [] },
          { text: "𝛼", marks: [3] },
        ],
        [],
      ),
    ),
  ).toEqual(["-:a[]𝛼[3]"]);
});

test("an offset within a character neither hangs nor loses it", () => {
  const runs = runsOf([{ text: "éé", marks: [] }], [{ index: 0, in_title: false, begin: 0, end: 1, text: "" }]);
  expect(runs.flatMap((run) => run.pieces.map((piece) => piece.text)).join("")).toBe("éé");
});
