// A pair over time: the rungs on which it stood, and below, on the same axis, what the two did to each other.

import type {
  CustomSeriesRenderItemAPI,
  CustomSeriesRenderItemParams,
  CustomSeriesRenderItemReturn,
  EChartsOption,
} from "echarts";
import type { Answers } from "../api/client";
import { dayInWords, daysOf, numberOf, shortDay } from "../words/days";
import { nameOfRung, rungOf, rungs } from "../words/rungs";
import { escaped, sans, type Palette } from "./palette";

export interface Spell {
  from: string;
  to: string;
  rung: string;
}

// Where the time axis begins and ends, in pixels from the sides of the frame.
export const inset = (narrow: boolean) => ({ left: narrow ? 88 : 140, right: 14 });

const time = (day: string): number => numberOf(day) * 86_400_000;

export function historyOption(
  spells: readonly Spell[],
  series: Answers["Series"],
  day: string,
  shown: { from: string; to: string },
  narrow: boolean,
): (palette: Palette) => EChartsOption {
  return (palette) => {
    const ladder = rungs.filter(
      (rung) => spells.some((spell) => rungOf(spell.rung) === rung) || rung === "ambassador" || rung === "severed",
    );
    const row = (rung: string) => ladder.length - 1 - ladder.indexOf(rungOf(rung));
    const { left, right } = inset(narrow);
    const points = series.points.filter((point) => point.events);
    const axis = {
      type: "time" as const,
      min: time(spells[0]?.from ?? shown.from),
      max: time(spells.at(-1)?.to ?? shown.to),
      axisLine: { lineStyle: { color: palette("rule-strong") } },
      axisTick: { lineStyle: { color: palette("rule-strong") } },
      axisLabel: { color: palette("muted"), fontFamily: sans, hideOverlap: true },
      splitLine: { show: false },
    };
    const cursor = {
      silent: true,
      symbol: "none" as const,
      animation: false,
      label: { show: false },
      lineStyle: { color: palette("ink"), width: 1.5, type: "solid" as const },
      data: [{ xAxis: time(day) }],
    };

    // A spell is a bar on its rung; a thin line leads to the next.
    const drawn = (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      const [x, y] = api.coord([api.value(0), api.value(2)]) as [number, number];
      const [end] = api.coord([api.value(1), api.value(2)]) as [number, number];
      const next = spells[params.dataIndex + 1];
      const area = params.coordSys as unknown as { x: number; y: number; width: number; height: number };
      const begin = Math.max(x, area.x);
      const stop = Math.min(Math.max(end, x + 2), area.x + area.width);
      const children: object[] = [];
      if (stop > begin)
        children.push({
          type: "rect",
          shape: { x: begin, y: y - 5, width: stop - begin, height: 10, r: 1 },
          style: { fill: palette(`rung-${rungOf(spells[params.dataIndex]!.rung)}`) },
        });
      if (next && end >= area.x && end <= area.x + area.width) {
        const [, below] = api.coord([api.value(1), row(next.rung)]) as [number, number];
        children.push({
          type: "line",
          shape: { x1: end, y1: y, x2: end, y2: below },
          style: { stroke: palette("rule-strong"), lineWidth: 1 },
        });
      }
      return { type: "group" as const, children } as never;
    };

    const turns = {
      silent: true,
      symbol: "none" as const,
      animation: false,
      label: {
        color: palette("ink"),
        fontFamily: sans,
        fontSize: 11,
        position: "end" as const,
        formatter: (mark: { name: string }) => mark.name,
      },
      lineStyle: { color: palette("doubt"), width: 1.5, type: "dashed" as const },
      data: [...series.ladder_turns, ...series.turns].map((turn) => ({
        name: turn.direction === "better" ? "▲" : "▼",
        xAxis: time(turn.day),
      })),
    };

    return {
      animation: false,
      textStyle: { fontFamily: sans },
      grid: [
        { left, right, top: 8, height: ladder.length * 26 },
        { left, right, top: ladder.length * 26 + 46, height: 120 },
      ],
      xAxis: [
        { ...axis, gridIndex: 0, axisLabel: { show: false } },
        { ...axis, gridIndex: 1 },
      ],
      yAxis: [
        {
          type: "category",
          gridIndex: 0,
          data: ladder.toReversed().map(nameOfRung),
          axisLine: { show: false },
          axisTick: { show: false },
          axisLabel: {
            color: palette("ink"),
            fontFamily: sans,
            fontSize: narrow ? 10 : 12,
            width: left - 12,
            overflow: "break",
            lineHeight: 12,
          },
          splitLine: { show: true, lineStyle: { color: palette("rule"), type: "dotted" } },
        },
        {
          type: "value",
          gridIndex: 1,
          splitNumber: 3,
          axisLabel: { color: palette("muted"), fontFamily: sans },
          splitLine: { lineStyle: { color: palette("rule"), type: "dotted" } },
        },
      ],
      dataZoom: [
        {
          type: "inside",
          xAxisIndex: [0, 1],
          zoomOnMouseWheel: "ctrl",
          moveOnMouseWheel: false,
          startValue: time(shown.from),
          endValue: time(shown.to),
          filterMode: "none",
        },
        {
          type: "slider",
          xAxisIndex: [0, 1],
          bottom: 6,
          height: 20,
          left,
          right,
          brushSelect: false,
          showDetail: false,
          borderColor: palette("rule"),
          fillerColor: palette("tint"),
          backgroundColor: "transparent",
          handleStyle: { color: palette("raised"), borderColor: palette("rule-strong") },
          moveHandleStyle: { color: palette("rule-strong") },
          dataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } },
          selectedDataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } },
        },
      ],
      tooltip: {
        trigger: "item",
        confine: true,
        backgroundColor: palette("raised"),
        borderColor: palette("rule-strong"),
        padding: [6, 10],
        textStyle: { color: palette("ink"), fontFamily: sans, fontSize: 13 },
      },
      series: [
        {
          name: "rungs",
          type: "custom",
          xAxisIndex: 0,
          yAxisIndex: 0,
          renderItem: drawn,
          encode: { x: [0, 1], y: 2 },
          data: spells.map((spell) => ({
            value: [time(spell.from), time(spell.to), row(spell.rung)],
            day: spell.from,
          })),
          tooltip: {
            formatter: (item) => {
              const spell = spells[(item as { dataIndex: number }).dataIndex]!;
              return escaped(`${nameOfRung(spell.rung)}, ${shortDay(spell.from)} to ${shortDay(spell.to)}`);
            },
          },
          markLine: cursor,
        },
        ...(["cooperation", "conflict"] as const).map((side) => ({
          name: side,
          type: "custom" as const,
          xAxisIndex: 1,
          yAxisIndex: 1,
          cursor: "pointer",
          encode: { x: 0, y: 1 },
          renderItem: bar(palette(side), daysOf(series.step)),
          data: points.map((point) => ({
            value: [
              time(point.begin),
              side === "conflict" ? -Math.abs(point.conflict ?? 0) : Math.abs(point.cooperation ?? 0),
            ],
            begin: point.begin,
          })),
          tooltip: {
            formatter: (item: unknown) => {
              const { data } = item as { data: { value: [number, number]; begin: string } };
              return escaped(`${dayInWords(data.begin, series.step)}: ${side} ${Math.abs(data.value[1]).toFixed(1)}`);
            },
          },
          markLine: side === "cooperation" ? cursor : turns,
        })),
      ] as EChartsOption["series"],
    };
  };
}

export const heightOfHistory = (spells: readonly Spell[]): string => {
  const used = new Set([...spells.map((spell) => rungOf(spell.rung)), "ambassador", "severed"]);
  return `${used.size * 26 + 46 + 120 + 66}px`;
};

// The rung of a day, and of the time before it.
export function spellAt(spells: readonly Spell[], day: string): { now?: Spell; before?: Spell } {
  const at = spells.findLastIndex((spell) => spell.from <= day);
  return { now: spells[at], before: spells[at - 1] };
}

// A bar from zero, as wide as its step but never too thin to be pointed at.
const bar =
  (fill: string, days: number) =>
  (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI): CustomSeriesRenderItemReturn => {
    const [x, y] = api.coord([api.value(0), api.value(1)]) as [number, number];
    const [end, zero] = api.coord([Number(api.value(0)) + days * 86_400_000, 0]) as [number, number];
    const area = params.coordSys as unknown as { x: number; width: number };
    const width = Math.min(Math.max(end - x, 4), 22);
    if (x + width < area.x || x > area.x + area.width || y === zero) return { type: "group", children: [] };
    return {
      type: "rect",
      shape: { x, y: Math.min(y, zero), width, height: Math.abs(y - zero) },
      style: { fill },
      emphasis: { style: { fill, opacity: 0.75 } },
    };
  };
