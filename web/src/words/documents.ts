// How a document is called before a reader.

import type { Answers } from "../api/client";

export function nameOfDocument(document: Answers["Document"]): string {
  if (document.recorded) return "Recorded in the project’s files";
  return document.name || document.source || document.title || document.id;
}
