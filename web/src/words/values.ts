// The server's values in a reader's words.

// "VERBAL-CONFLICT", "claims-responsibility" -> "Verbal conflict", "Claims responsibility".
export const sentenceCase = (value: string): string => {
  const words = value.replace(/[-_]/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

// "0.2 %", "34 %"; below a tenth of a per cent it says so.
export function share(value: number): string {
  const percent = value * 100;
  if (percent > 0 && percent < 0.1) return "under 0.1 %";
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}

// "−4.0", "3.4".
export const signed = (value: number): string => value.toFixed(1).replace("-", "−");

export const namesOf = (parties: readonly { name: string }[]): string => {
  const names = parties.map((party) => party.name);
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
};

const partNames: Record<string, string> = {
  relations: "Diplomatic relations",
  level: "Agreed level",
  head_of_a: "Head of {a}’s mission",
  head_of_b: "Head of {b}’s mission",
  mission_of_a: "{a}’s mission",
  mission_of_b: "{b}’s mission",
  consular: "Consular relations",
  recognised_by_a: "{a} recognises {b}",
  recognised_by_b: "{b} recognises {a}",
  government_by_a: "{a} recognises {b}’s government",
  government_by_b: "{b} recognises {a}’s government",
  protecting_power: "Protecting power",
};

export const nameOfPart = (part: string, a: string, b: string): string =>
  (partNames[part] ?? sentenceCase(part)).replaceAll("{a}", a).replaceAll("{b}", b);

// How a claim stands, as a verb of its speaker: "denies", "claims responsibility".
export const stanceVerb = (stance: string): string => stance.replace(/-/g, " ");

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
