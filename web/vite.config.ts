import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

// While pages are written: DEMARCHE_SERVER=http://127.0.0.1:8080 npm run dev
const server = process.env.DEMARCHE_SERVER ?? "http://127.0.0.1:8080";

// Puts "app.js.gz" beside "app.js", of the file as it is in the end; the server gives it to browsers that take gzip.
const gzipped: Plugin = {
  name: "gzipped",
  apply: "build",
  writeBundle({ dir = "dist" }, bundle) {
    for (const name of Object.keys(bundle))
      if (/\.(js|css|json|svg)$/.test(name))
        writeFileSync(join(dir, `${name}.gz`), gzipSync(readFileSync(join(dir, name)), { level: 9 }));
  },
};

// The package that a file of node_modules belongs to.
function packageOf(file: string): string | undefined {
  const path = file.replace(/^\0/, "").replace(/\?.*$/, "");
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /^(licen[cs]e|notice|copying)/i.test(file.name))
    .map((file) => join(file.parentPath, file.name))
    .sort()
    .map((file) => readFileSync(file, "utf8").trim());
  return `${name} ${version}: ${license}\n\n${texts.join("\n\n")}\n`;
}

// Puts "licences.txt" beside the pages: of every package whose code, styles, fonts or data are in them, as it was built.
const licensed: Plugin = {
  name: "licensed",
  apply: "build",
  generateBundle(_, bundle) {
    const folders = new Set<string>();
    for (const part of Object.values(bundle)) {
      const files = part.type === "chunk" ? part.moduleIds : part.originalFileNames;
      for (const file of files) {
        const folder = packageOf(file);
        if (folder) folders.add(resolve(folder));
      }
    }
    const texts = [...folders].map(licenceOf).sort();
    this.emitFile({ type: "asset", fileName: "licences.txt", source: texts.join(`\n${"-".repeat(80)}\n\n`) });
  },
};

export default defineConfig({
  plugins: [svelte(), licensed, gzipped],
  server: { host: "127.0.0.1", proxy: { "/api": server } },
  build: {
    target: "es2022",
    assetsInlineLimit: 0, // no data: addresses
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700, // the chart engine, loaded where there is a chart
    rollupOptions: { output: { experimentalMinChunkSize: 12_000 } },
  },
  test: { include: ["src/**/*.test.ts", "tests/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 120_000 },
});
