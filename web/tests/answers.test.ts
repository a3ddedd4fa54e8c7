// What a reader comes for, page by page, on the case that the project explains from end to end.

import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk, settled, visit, type Desk } from "./desk";

let desk: Desk;
beforeAll(async () => (desk = await openDesk()));
afterAll(() => desk?.close());

test("from the front page to the rung before and after, the sentence, the denial and the first precedent", async () => {
  const { page, close } = await visit(desk, "/");
  await page.getByLabel("One country").fill("Albania");
  await page.getByLabel("The other").fill("Iran");
  await page.getByLabel("On the day").fill("2022-09-08");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.waitForURL("**/pair/ALB/IRN?day=2022-09-08");
  await page.locator("[data-rung]").waitFor();
  await settled(page);

  expect(await page.locator("[data-rung]").innerText()).toBe("Severed");
  const standing = page.locator(".standing");
  expect(await standing.innerText()).toContain("since 7 September 2022, by Albania");
  expect(await standing.locator("blockquote").first().innerText()).toMatch(/Albania/);
  expect(await standing.innerText()).toMatch(/Before, to 6 September 2022:\s+Ambassador recalled/);

  const denied = page.locator("section", { has: page.getByRole("heading", { name: "Claims and denials" }) });
  expect(await denied.innerText()).toMatch(/Iran[^\n]*\s+denies/);

  const before = page.locator("section", { has: page.getByRole("heading", { name: "Has it been done before?" }) });
  expect(await before.locator("article").first().innerText()).toMatch(/earliest/);

  await standing.getByRole("link", { name: "Ambassador recalled" }).click();
  await page.waitForURL("**day=2022-09-06");
  await page.locator('[data-rung="recalled"]').waitFor();
  await close();
});

test("a statement leads to its sentence in the document", async () => {
  const { page, close } = await visit(desk, "/pair/ALB/IRN?day=2022-09-08");
  const quoted = page.locator(".standing blockquote").first();
  const words = (await quoted.locator("p").innerText()).trim();
  await quoted.getByRole("link").click();
  await page.waitForURL("**/document?id=**");
  const pointed = page.locator(".sentence.pointed");
  await pointed.waitFor();
  expect((await pointed.innerText()).replace(/\s+/g, " ")).toContain(words.replace(/\s+/g, " ").slice(0, 40));
  await close();
});

test("the turns of a pair are listed, each of the ladder with the act that made it", async () => {
  const { page, close } = await visit(desk, "/pair/ALB/IRN?day=2022-09-08");
  const last = page.getByRole("list", { name: "Turns" }).getByRole("listitem").last();
  expect((await last.innerText()).replace(/\s+/g, " ")).toMatch(
    /^7 September 2022: for the worse, by the ladder, from .+ to Severed: Albania severed diplomatic relations with Iran\.$/,
  );
  await last.getByRole("link", { name: /severed/ }).click();
  await page.waitForURL("**/act/**");
  await page.getByText("7 September 2022").first().waitFor();
  await close();
  const earlier = await visit(desk, "/pair/ALB/IRN?day=2022-09-06");
  expect(await earlier.page.locator("main").innerText()).not.toContain("to Severed");
  await earlier.close();
});

test("the slider moves the day, by keyboard, and the address tells it", async () => {
  const { page, close } = await visit(desk, "/pair/ALB/IRN?day=2022-09-07&span=2");
  await page.getByRole("slider").focus();
  await page.keyboard.press("ArrowLeft");
  await page.waitForURL("**day=2022-09-06**");
  await page.locator('[data-rung="recalled"]').waitFor();
  await close();
});

test("a chart has its table", async () => {
  const { page, close } = await visit(desk, "/pair/ALB/IRN?day=2022-09-08");
  await page.getByText("The same as a table").click();
  expect(await page.locator("figure table").first().innerText()).toMatch(/7 September 2022\s+.*\s+Severed/);
  await page.locator("figure table").nth(1).getByRole("link", { name: "2022", exact: true }).click();
  const acts = page.locator("section", { has: page.getByRole("heading", { name: "What happened in 2022" }) });
  expect(await acts.locator("article").count()).toBeGreaterThan(3);
  await close();
});

test("the incident has who accuses, who denies and what was done", async () => {
  const { page, close } = await visit(desk, "/incidents?kind=cyber&party=ALB");
  await page
    .getByRole("link", { name: /cyber-attack.*July 2022/i })
    .first()
    .click();
  await page.locator("dl").waitFor();
  const facts = await page.locator("dl").innerText();
  expect(facts).toMatch(/Accused\s+Iran/);
  expect(facts).toMatch(/Denied by\s+Iran/);
  expect(facts).toMatch(/Accused by\s+[^\n]*Albania/);
  await close();
});

test("the map and the network lead to the pair", async () => {
  const world = await visit(desk, "/world/IRN?day=2022-09-08");
  expect(await world.page.locator("svg[role=img] path").count()).toBeGreaterThan(200);
  await world.page
    .getByRole("row", { name: /Albania/ })
    .getByRole("link")
    .first()
    .click();
  await world.page.waitForURL("**/pair/IRN/ALB?day=2022-09-08");
  await world.close();

  const network = await visit(desk, "/network?day=2022-09-10");
  await network.page.getByText("The same as a table").click();
  await network.page.getByRole("link", { name: /on what it rests.*Albania and Iran/ }).click();
  await network.page.waitForURL("**/pair/ALB/IRN?day=2022-09-10");
  await network.close();
});

test("the briefing's notes lead to its sources", async () => {
  const { page, close } = await visit(desk, "/briefing/ALB/IRN?day=2022-09-08");
  expect(await page.locator("h1").innerText()).toMatch(/Albania and Iran, as of 8 September 2022/);
  const note = page.locator(".lead a").first();
  const source = await note.getAttribute("href");
  await note.click();
  expect(await page.locator(source!).isVisible()).toBe(true);
  await close();
});

test("a pasted text comes back marked and audited, and is text whatever it holds", async () => {
  const { page, wrong, close } = await visit(desk, "/code");
  await page
    .getByLabel("The article")
    .fill(
      'TIRANA, Sept 7, 2022 - Albania severed diplomatic relations with Iran on Wednesday. Iran denied that it was behind the attack. "<img src=x onerror=alert(1)> is no tag here," said Albania.',
    );
  await page.getByLabel("Published on").fill("2022-09-07");
  await page.getByRole("button", { name: "Code", exact: true }).click();
  const action = page.locator(".mark.action[role=button]").first();
  await action.focus();
  const card = page.getByRole("complementary", { name: "The event pointed at" });
  expect(await card.innerText()).toMatch(/Albania severed diplomatic relations with Iran/);
  expect(await card.innerText()).toMatch(/relations\/sever/);
  expect(await page.locator(".verdict.supported").count()).toBeGreaterThan(0);
  expect(await page.locator("main img").count()).toBe(0);
  expect(wrong).toEqual([]);
  await close();
});
