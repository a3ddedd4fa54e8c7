// Who stands with whom: states as points, friendships and enmities as lines between them.

import type { EChartsOption } from "echarts";
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from "d3-force";
import type { Answers } from "../api/client";
import { escaped, sans, type Palette } from "./palette";

export function networkOption(
  network: Answers["Network"],
  chosen: string,
  narrow: boolean,
): (palette: Palette) => EChartsOption {
  return (palette) => {
    const heaviest = Math.max(...network.ties.map((tie) => Math.abs(tie.score)), 1);
    const names = new Map(network.nodes.map((node) => [node.id, node.name]));
    const places = placesOf(network, narrow);
    // Where there is little room only those with several ties are named.
    const named = (node: Answers["Network"]["nodes"][number]) =>
      !narrow || network.nodes.length < 15 || node.friends + node.enemies > 1;
    return {
      animation: false,
      textStyle: { fontFamily: sans },
      tooltip: {
        confine: true,
        backgroundColor: palette("raised"),
        borderColor: palette("rule-strong"),
        padding: [6, 10],
        textStyle: { color: palette("ink"), fontFamily: sans, fontSize: 13 },
        formatter: (item) => {
          const { dataType, data } = item as unknown as {
            dataType: string;
            data: { name: string; value: number; source: string; target: string; acts: number };
          };
          if (dataType === "edge")
            return escaped(
              `${names.get(data.source)} and ${names.get(data.target)}: ${data.value > 0 ? "friends" : "enemies"}, ${data.value.toFixed(1)}, ${data.acts} acts`,
            );
          const node = network.nodes.find((each) => each.name === data.name);
          return escaped(node ? `${node.name}: ${node.friends} friends, ${node.enemies} enemies` : data.name);
        },
      },
      series: [
        {
          type: "graph",
          layout: "none",
          roam: "move",
          left: narrow ? 12 : 30,
          right: narrow ? 60 : 110,
          top: 30,
          bottom: 30,
          cursor: "pointer",
          label: {
            show: true,
            position: "right",
            color: palette("ink"),
            fontFamily: sans,
            fontSize: 12,
            textBorderColor: palette("paper"),
            textBorderWidth: 3,
          },
          labelLayout: { hideOverlap: true },
          emphasis: { focus: "adjacency", scale: false },
          data: network.nodes.map((node) => ({
            id: node.id,
            name: node.name,
            ...places.get(node.id)!,
            label: { show: named(node) },
            symbolSize: 8 + 2.5 * Math.sqrt(node.friends + node.enemies),
            itemStyle: {
              color: node.id === chosen ? palette("ink") : node.state ? palette("raised") : palette("tint"),
              borderColor: palette("ink"),
              borderWidth: 1.5,
            },
          })),
          links: network.ties.map((tie) => ({
            source: tie.a,
            target: tie.b,
            value: tie.score,
            acts: tie.acts,
            lineStyle: {
              color: palette(tie.score > 0 ? "cooperation" : "conflict"),
              type: tie.score > 0 ? ("solid" as const) : ("dashed" as const),
              width: 1 + 3 * (Math.abs(tie.score) / heaviest),
              opacity: 0.8,
            },
          })),
        },
      ],
    };
  };
}

// Where the points lie: those with ties near one another, the same on every run.
function placesOf(network: Answers["Network"], narrow: boolean): Map<string, { x: number; y: number }> {
  const points: (SimulationNodeDatum & { id: string })[] = network.nodes.map(({ id }) => ({ id }));
  forceSimulation(points)
    .force(
      "ties",
      forceLink<(typeof points)[number], { source: string; target: string }>(
        network.ties.map((tie) => ({ source: tie.a, target: tie.b })),
      )
        .id((point) => point.id)
        .distance(70),
    )
    .force("apart", forceManyBody().strength(-320))
    .force("across", forceX().strength(narrow ? 0.12 : 0.04))
    .force("down", forceY().strength(narrow ? 0.08 : 0.12))
    .force("names", forceCollide(narrow ? 18 : 32))
    .stop()
    .tick(300);
  return new Map(points.map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
}
