// Asks the server, and fails with what it says (RFC 9457). Types are those of docs/openapi.json.

import type { components } from "./schema";
import { token } from "./token.svelte";

export type Answers = components["schemas"];

type Value = string | number | boolean | undefined | null;

// "/pair/ALB/IRN", {as_of: "2022-09-08"} -> where to ask; empty values are left out.
export function at(path: string, query: Record<string, Value | string[]> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== undefined && each !== null && each !== "") search.append(name, String(each));
  const asked = search.toString();
  return `/api/v1${path}${asked ? `?${asked}` : ""}`;
}

export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (token.value) headers.set("Authorization", `Bearer ${token.value}`);
  const response = await fetch(url, { ...init, headers }).catch((error: Error) => {
    if (error.name === "AbortError") throw error;
    throw new Refused(0, "The server does not answer. Is `demarche serve` running?");
  });
  if (response.ok) return response;
  const problem = (await response.json().catch(() => ({}))) as Partial<Answers["Problem"]>;
  throw new Refused(response.status, problem.detail ?? problem.title ?? `The server answered ${response.status}.`);
}

export const get = async <T>(url: string, signal?: AbortSignal): Promise<T> => (await ask(url, { signal })).json();

export const post = async <T>(url: string, body: unknown): Promise<T> =>
  (
    await ask(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) })
  ).json();

// Fetches a file (with the token, which a plain link cannot carry) and hands it to the reader.
export async function download(url: string, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await (await ask(url)).blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
