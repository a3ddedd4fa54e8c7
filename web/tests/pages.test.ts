// What holds of every page: it is of use without sight, in the dark, on a phone; asks nobody but its server; is light.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk, settled, visit, type Desk } from "./desk";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let desk: Desk;
beforeAll(async () => (desk = await openDesk()));
afterAll(() => desk?.close());

const pages = {
  today: "/?days=3660",
  pair: "/pair/ALB/IRN?day=2022-09-08",
  "pair, nothing chosen": "/pair",
  world: "/world/IRN?day=2022-09-08",
  "world by ties": "/world/ALB?day=2022-09-08&by=ties",
  network: "/network?day=2022-09-10",
  incidents: "/incidents",
  incident: "/incidents/INC.cyber.ALB.2022-07-15",
  precedents: "/precedents?q=the first severance over a cyber-attack",
  briefing: "/briefing/ALB/IRN?day=2022-09-08",
  document: "/document?id=cases/2022-09-07-albania-severs-iran/report.txt&sentence=2",
  search: "/search?q=cyber-attack",
  "code a text": "/code",
  review: "/review",
  missing: "/no/such/page",
};

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe); // as the browser's own tools would, past the policy against inline scripts
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.html.slice(0, 160))
          .slice(0, 3)
          .join(" | ")}`,
    );
}

const looks = {
  wide: {},
  dark: { colorScheme: "dark" as const },
  phone: { viewport: { width: 390, height: 844 } },
};

for (const [name, path] of Object.entries(pages))
  for (const [look, options] of Object.entries(looks))
    test(`${name}, ${look}: nothing goes wrong, nothing is out of reach`, async () => {
      const { page, wrong, scripts, close } = await visit(desk, path, options);
      expect(await faults(page)).toEqual([]);
      expect(wrong).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBe(0);
      expect([...scripts.values()].reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(300_000);
      await close();
    });

test("every page can be reached from the first by its masthead, and the way back leads back", async () => {
  const { page, wrong, close } = await visit(desk, "/");
  const links = page.getByRole("navigation", { name: "Pages" }).getByRole("link");
  const names = await links.allInnerTexts();
  expect(names).toEqual([
    "Today",
    "Pair",
    "World",
    "Network",
    "Incidents",
    "Precedents",
    "Briefing",
    "Code a text",
    "Review",
  ]);
  for (const name of names) {
    await links.filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) }).click();
    await page.locator('nav a[aria-current="page"]', { hasText: name }).waitFor();
    await settled(page);
  }
  await page.goBack();
  await page.locator('nav a[aria-current="page"]', { hasText: "Code a text" }).waitFor();
  expect(wrong).toEqual([]);
  await close();
});

test("the chosen theme stays", async () => {
  const { page, close } = await visit(desk, "/pair");
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.getByRole("button", { name: "Show in dark" }).click();
  const dark = await paper();
  expect(dark).not.toBe(light);
  await page.reload();
  await page.locator("h1").waitFor();
  expect(await paper()).toBe(dark);
  await close();
});
