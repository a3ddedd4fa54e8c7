// The countries' shapes (world-atlas, Natural Earth), by the codes that the ledger uses, drawn on an equal-area map.

import { geoEqualEarth, geoPath } from "d3-geo";
import codes from "i18n-iso-countries/codes.json";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-50m.json?url";

export const width = 960;
export const height = 462;

export interface Shape {
  country: string; // "ALB"; empty: land that no code stands for
  name: string;
  path: string; // SVG
  dot?: [number, number]; // where the land is too small to be seen
}

const antarctica = "010";
const byNumber = new Map((codes as [string, string, string][]).map(([, code, number]) => [number, code]));
const byName: Record<string, string> = { Kosovo: "XKX" }; // has no number in ISO 3166-1

let drawn: Promise<Shape[]> | undefined;

export const shapes = () => (drawn ??= draw());

async function draw(): Promise<Shape[]> {
  const world = (await (await fetch(atlas)).json()) as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const land = feature(world, world.objects.countries).features.filter((country) => country.id !== antarctica);
  const projection = geoEqualEarth().fitSize([width, height], { type: "FeatureCollection", features: land });
  const path = geoPath(projection).digits(1);
  return land.map((country) => ({
    country: byNumber.get(String(country.id ?? "").padStart(3, "0")) ?? byName[country.properties.name] ?? "",
    name: country.properties.name,
    path: path(country) ?? "",
    dot: path.area(country) < 5 ? path.centroid(country) : undefined,
  }));
}
