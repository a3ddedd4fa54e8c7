// How heavy and how slow is each page? Of an empty cache, on loopback; time is from the request of the page until what it
// shows is there, drawn. `npm --prefix web run measure`

import { openDesk, visit } from "./desk";

const pages = {
  today: "/",
  pair: "/pair/ALB/IRN?day=2022-09-08",
  world: "/world/IRN?day=2022-09-08",
  network: "/network?day=2022-09-10",
  incidents: "/incidents",
  incident: "/incidents/INC.cyber.ALB.2022-07-15",
  precedents: "/precedents?q=the first severance over a cyber-attack",
  briefing: "/briefing/ALB/IRN?day=2022-09-08",
  code: "/code",
  review: "/review",
};
const runs = 5;

const desk = await openDesk();
for (const [name, path] of Object.entries(pages)) {
  const times: number[] = [];
  let scripts = 0;
  for (let run = 0; run < runs; ++run) {
    const seen = await visit(desk, path);
    // The last change of the page's content, kept by the browser as its largest paint, or the last answer if later.
    times.push(
      await seen.page.evaluate(() => {
        const ends = performance
          .getEntriesByType("resource")
          .map((entry) => (entry as PerformanceResourceTiming).responseEnd);
        const paints = performance.getEntriesByType("paint").map((entry) => entry.startTime);
        return Math.max(...ends, ...paints);
      }),
    );
    scripts = [...seen.scripts.values()].reduce((sum, bytes) => sum + bytes, 0);
    await seen.close();
  }
  const median = times.sort((x, y) => x - y)[Math.floor(runs / 2)]!;
  console.log(
    `${name.padEnd(12)} ${(scripts / 1000).toFixed(0).padStart(4)} kB of script  ${median.toFixed(0).padStart(5)} ms`,
  );
}
await desk.close();
