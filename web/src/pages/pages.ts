// Which pages there are, under which addresses. Each is loaded when it is first shown.

import type { Component } from "svelte";

// Takes `params: string[]`; pages without groups in their address leave it.
export type Shown = Component<any>;

export interface Page {
  name: string; // in the masthead; empty: not there
  href: string;
  pattern: RegExp; // its groups are the page's `params`
  load: () => Promise<{ default: Shown }>;
}

export const pages: Page[] = [
  { name: "Today", href: "/", pattern: /^\/$/, load: () => import("./Today.svelte") },
  { name: "Pair", href: "/pair", pattern: /^\/pair(?:\/([^/]+)\/([^/]+))?$/, load: () => import("./Pair.svelte") },
  { name: "World", href: "/world", pattern: /^\/world(?:\/([^/]+))?$/, load: () => import("./World.svelte") },
  { name: "Network", href: "/network", pattern: /^\/network$/, load: () => import("./Network.svelte") },
  { name: "Incidents", href: "/incidents", pattern: /^\/incidents$/, load: () => import("./Incidents.svelte") },
  { name: "Precedents", href: "/precedents", pattern: /^\/precedents$/, load: () => import("./Precedents.svelte") },
  {
    name: "Briefing",
    href: "/briefing",
    pattern: /^\/briefing(?:\/([^/]+)\/([^/]+))?$/,
    load: () => import("./Briefing.svelte"),
  },
  { name: "Code a text", href: "/code", pattern: /^\/code$/, load: () => import("./CodeText.svelte") },
  { name: "Review", href: "/review", pattern: /^\/review$/, load: () => import("./Review.svelte") },
  { name: "", href: "/incidents", pattern: /^\/incidents\/(.+)$/, load: () => import("./Incident.svelte") },
  { name: "", href: "/", pattern: /^\/act\/([^/]+)$/, load: () => import("./Act.svelte") },
  { name: "", href: "/", pattern: /^\/event\/([^/]+)$/, load: () => import("./Event.svelte") },
  { name: "", href: "/", pattern: /^\/document$/, load: () => import("./Document.svelte") },
  { name: "", href: "/", pattern: /^\/search$/, load: () => import("./Search.svelte") },
];

const missing: Page = { name: "", href: "", pattern: /^/, load: () => import("./Missing.svelte") };

export function pageAt(path: string): { page: Page; params: string[] } {
  for (const page of pages) {
    const found = page.pattern.exec(path);
    if (found) return { page, params: found.slice(1).map((group) => decodeURIComponent(group ?? "")) };
  }
  return { page: missing, params: [] };
}
