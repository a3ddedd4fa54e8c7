// What hardly changes while a reader looks: the countries there are, and the words of the server's values.

import { get, at, type Answers } from "./client";

let countriesAsked: Promise<Answers["Countries"]> | undefined;
let indexAsked: Promise<Answers["Index"]> | undefined;

export const countries = () =>
  (countriesAsked ??= kept(get<Answers["Countries"]>(at("/countries")), () => (countriesAsked = undefined)));
export const index = () => (indexAsked ??= kept(get<Answers["Index"]>(at("")), () => (indexAsked = undefined)));

// An answer that failed is asked for again the next time.
function kept<T>(answer: Promise<T>, forget: () => void): Promise<T> {
  answer.catch(forget);
  return answer;
}
