// A server of its own for a test: the project's record and the bundled reports in a ledger that is thrown away, and a
// browser that is let nowhere but to that server.

import { spawn, execFileSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const demarche = process.env.DEMARCHE ?? join(root, "build/release/demarche");

export interface Desk {
  origin: string; // "http://127.0.0.1:40123"
  token: string;
  browser: Browser;
  close: () => Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), "demarche-pages-"));
  const ledger = join(folder, "test.ledger");
  const cases = readdirSync(join(root, "cases"))
    .map((name) => join("cases", name, "report.txt"))
    .filter((path) => existsSync(join(root, path)));
  execFileSync(demarche, ["record", "--quiet", "--ledger", ledger], { cwd: root });
  execFileSync(demarche, ["add", "--quiet", "--ledger", ledger, ...cases], { cwd: root });

  const server = spawn(demarche, ["serve", "--ledger", ledger, "--port", "0"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { origin, token } = await greeting(server);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  return {
    origin,
    token,
    browser,
    close: async () => {
      await browser.close();
      const ended = new Promise((done) => server.once("exit", done));
      server.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// The line that the server prints when it is ready: where it listens, and the token.
function greeting(server: ChildProcess): Promise<{ origin: string; token: string }> {
  return new Promise((found, failed) => {
    for (const stream of [server.stdout!, server.stderr!])
      createInterface(stream).on("line", (line) => {
        const [, origin, token] = /(http:\/\/[^/\s]+)\/#token=(\S+)/.exec(line) ?? [];
        if (origin && token) found({ origin, token });
      });
    server.once("exit", (code) => failed(new Error(`the server ended at once (${code})`)));
  });
}

export interface Visit {
  page: Page;
  wrong: string[]; // errors of the page, what its policy forbade, and what it asked of others than the server
  scripts: Map<string, number>; // bytes as transferred with gzip, or as they are
  close: () => Promise<void>;
}

export async function visit(desk: Desk, path: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await desk.browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const wrong: string[] = [];
  const scripts = new Map<string, number>();
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== desk.origin && protocol !== "blob:" && protocol !== "data:")
      wrong.push(`asked of another host: ${request.url()}`);
  });
  page.on("requestfinished", async (request) => {
    if (request.resourceType() !== "script") return;
    const sizes = await request.sizes().catch(() => undefined);
    if (sizes) scripts.set(request.url(), sizes.responseBodySize);
  });
  await page.goto(desk.origin + path);
  await page.locator("h1").first().waitFor();
  await settled(page);
  return { page, wrong, scripts, close: () => context.close() };
}

// Nothing is awaited any more: no answer, no chart.
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle", { timeout: 30_000 });
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
}
