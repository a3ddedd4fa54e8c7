// Days as the pages say them. A day is "2022-09-07"; less is known where it is "2022-09" or "2022".

const months = "January February March April May June July August September October November December".split(" ");

// "7 September 2022", "September 2022", "2022".
export function dayInWords(day: string | undefined, precision?: string): string {
  if (!day) return "undated";
  const [year, month, date] = day.split("-").map(Number);
  if (!month || precision === "year") return String(year);
  if (!date || precision === "month") return `${months[month - 1]} ${year}`;
  return `${date} ${months[month - 1]} ${year}`;
}

// "7 Sep 2022".
export const shortDay = (day: string | undefined, precision?: string): string =>
  dayInWords(day, precision).replace(/([A-Z][a-z]{2})[a-z]+/, "$1");

// Whole days since 1970-01-01, for arithmetic only.
export const numberOf = (day: string): number => {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  return Math.round(Date.UTC(year, month - 1, date) / 86_400_000);
};

export const dayOf = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);

export const dayAfter = (day: string, days: number): string => dayOf(numberOf(day) + days);

export const isDay = (text: string | undefined): text is string =>
  !!text && /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOf(numberOf(text)) === text;

// A step of a series, by its first day: "2022-09-07", "2022-09", "2022"; and how many days it has, roughly.
const steps: Record<string, { digits: number; days: number }> = {
  day: { digits: 10, days: 1 },
  week: { digits: 10, days: 7 },
  month: { digits: 7, days: 28 },
  year: { digits: 4, days: 330 },
};
export const periodOf = (begin: string, step: string): string => begin.slice(0, steps[step]?.digits ?? 10);
export const daysOf = (step: string): number => steps[step]?.days ?? 1;
