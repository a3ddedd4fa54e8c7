// How an event stands in the text that tells it: done or not, on whose word.

import type { Answers } from "../api/client";

export function standingOf(event: Answers["EventRecord"]): string[] {
  const standing: string[] = [];
  if (event.negated) standing.push("said not to have happened");
  if (event.modality && event.modality !== "done") standing.push(event.modality);
  if (event.asserted_by === "claim") standing.push("only claimed");
  if (event.disputed) standing.push("disputed");
  if (event.background) standing.push("told as background");
  if (event.outcome) standing.push(event.outcome);
  return standing;
}

const sources: Record<string, string> = {
  expression: "from an expression of time",
  tense: "from the tense and the document’s date",
  document: "the document’s date",
};
export const dateSource = (from: string | undefined): string => (from ? (sources[from] ?? from) : "");
