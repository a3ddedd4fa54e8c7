import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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

export default defineConfig({
  plugins: [svelte(), gzipped],
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
