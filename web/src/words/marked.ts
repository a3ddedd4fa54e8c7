// A marked text cut at its sentences, so that a sentence can be pointed at and bear what is said of it.

import type { Answers } from "../api/client";

export interface Piece {
  text: string;
  marks: number[]; // indices into MarkedText.marks
}

export interface Run {
  sentence: number | undefined; // none: between sentences
  pieces: Piece[];
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

// `sentences`: of this field (title or text), in order; offsets in bytes of UTF-8. All runs joined are the field.
export function runsOf(segments: readonly Answers["Segment"][], sentences: readonly Answers["Sentence"][]): Run[] {
  const runs: Run[] = [];
  let at = 0; // byte where the piece to come begins
  let next = 0; // the sentence that has not ended
  const put = (text: string, marks: number[]) => {
    const within = next < sentences.length && at >= sentences[next]!.begin ? sentences[next]!.index : undefined;
    const last = runs.at(-1);
    if (last && last.sentence === within) last.pieces.push({ text, marks });
    else runs.push({ sentence: within, pieces: [{ text, marks }] });
    at += bytesOf(text);
    while (next < sentences.length && at >= sentences[next]!.end) ++next;
  };
  for (const segment of segments) {
    let text = segment.text;
    while (text) {
      const sentence = sentences[next];
      const edge = sentence ? (at < sentence.begin ? sentence.begin : sentence.end) : Infinity;
      const head = beginning(text, edge - at);
      put(head, segment.marks);
      text = text.slice(head.length);
    }
  }
  return runs;
}

// The longest beginning of `text` of at most `bytes` bytes, but one character at least.
function beginning(text: string, bytes: number): string {
  let length = 0;
  for (const character of text) {
    bytes -= bytesOf(character);
    if (bytes < 0 && length) break;
    length += character.length;
    if (bytes <= 0) break;
  }
  return text.slice(0, length);
}
