// From a click to an exported label.

import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDesk, visit, type Desk, type Visit } from "./desk";

let desk: Desk;
let seen: Visit;
beforeEach(async () => (desk = await openDesk()));
afterEach(() => desk?.close());

const current = () => seen.page.locator("article.current");
const id = async () => (await current().getAttribute("data-event"))!;

async function labels(): Promise<Record<string, unknown>[]> {
  const [download] = await Promise.all([
    seen.page.waitForEvent("download"),
    seen.page.getByRole("button", { name: "Export labelled data" }).click(),
  ]);
  return readFileSync((await download.path())!, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test("accepted, corrected and rejected events leave as labels", async () => {
  seen = await visit(desk, `/review#token=${desk.token}`);
  const { page } = seen;
  expect(page.url()).not.toContain(desk.token);
  await page.getByLabel("Your name").fill("A. Reader");

  const accepted = await id();
  await page.getByRole("button", { name: /^Accept/ }).click();
  await page.locator(`article.current:not([data-event="${accepted}"])`).waitFor();

  const corrected = await id();
  await page.getByRole("button", { name: /^Correct/ }).click();
  await page.getByLabel("Told as").selectOption("planned");
  await page.getByRole("button", { name: "Save the correction" }).click();
  await page.locator(`article.current:not([data-event="${corrected}"])`).waitFor();

  const rejected = await id();
  await page.locator("h1").click();
  await page.keyboard.press("r");
  await page.locator(`article.current:not([data-event="${rejected}"])`).waitFor();

  const exported = new Map((await labels()).map((label) => [(label.machine as { id: string }).id, label]));
  expect(exported.get(accepted)).toMatchObject({ decision: "accept", who: "A. Reader" });
  expect(exported.get(corrected)).toMatchObject({ decision: "correct", gold: { modality: "planned" } });
  expect(exported.get(rejected)).toMatchObject({ decision: "reject" });

  await page.locator("label", { hasText: "Show" }).locator("select").selectOption("done");
  await page.getByText("rejected by A. Reader").waitFor();
  expect(await page.locator("main li").count()).toBe(3);
});

test("without the token nothing can be decided, and a wrong one is told", async () => {
  seen = await visit(desk, "/review");
  const { page } = seen;
  await page.getByLabel("Your name").fill("A. Reader");
  expect(await page.getByRole("button", { name: /^Accept/ }).isDisabled()).toBe(true);
  await page.getByLabel("Token").fill("not it");
  await page.getByLabel("Token").blur();
  await page.getByRole("button", { name: /^Accept/ }).click();
  await page.getByRole("alert").waitFor();
});
