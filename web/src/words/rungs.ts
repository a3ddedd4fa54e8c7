// The rungs of the ladder, best to worst, as a reader is told them (docs/ladder.md).

export const rungs = ["ambassador", "recalled", "charge", "closed", "suspended", "severed", "none", "unknown"] as const;
export type Rung = (typeof rungs)[number];

const words: Record<Rung, { name: string; meaning: string }> = {
  ambassador: { name: "Ambassadors", meaning: "relations with ambassadors in post" },
  recalled: { name: "Ambassador recalled", meaning: "a head of mission called home or expelled" },
  charge: { name: "Chargé d’affaires", meaning: "no ambassador, by decision of a side or agreed" },
  closed: { name: "Embassy closed", meaning: "relations, but an embassy shut" },
  suspended: { name: "Suspended", meaning: "relations suspended" },
  severed: { name: "Severed", meaning: "diplomatic relations broken off" },
  none: { name: "None", meaning: "no diplomatic relations" },
  unknown: { name: "Unknown", meaning: "the ledger does not tell" },
};

export const rungOf = (rung: string): Rung =>
  (rungs as readonly string[]).includes(rung) ? (rung as Rung) : "unknown";
export const nameOfRung = (rung: string): string => words[rungOf(rung)].name;
export const meaningOfRung = (rung: string): string => words[rungOf(rung)].meaning;

// Where relations stood before or after a turn: a rung, or no more than that they were established.
export const nameOfStanding = (standing: string): string =>
  standing === "established" ? "Relations" : nameOfRung(standing);
