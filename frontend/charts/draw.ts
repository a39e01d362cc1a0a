import { BarChart, GraphChart, HeatmapChart, LineChart, ScatterChart, TreemapChart } from "echarts/charts";
import { DatasetComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, GraphChart, HeatmapChart, LineChart, ScatterChart, TreemapChart]);
use([DatasetComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent, CanvasRenderer]);

const drawn = new Map<HTMLElement, EChartsType>();
const wished = new Map<HTMLElement, Wished>();
const sizes = new ResizeObserver((entries) => entries.forEach((e) => fit(e.target as HTMLElement)));

type Wished = { legend?: { type?: string; top?: number; data?: string[] }; grid?: { top?: number }; series?: { name?: string }[] };

export function drawAll(root: ParentNode): void {
  for (const figure of root.querySelectorAll<HTMLElement>("[data-chart]")) draw(figure);
}

export function redrawAll(): void {
  for (const [canvas, chart] of drawn) {
    chart.dispose();
    drawn.delete(canvas);
  }
  drawAll(document);
}

function draw(figure: HTMLElement): void {
  const data = document.getElementById(figure.dataset.chart ?? "");
  const canvas = figure.querySelector<HTMLElement>(".chart-canvas");
  if (!data?.textContent || !canvas || drawn.has(canvas)) return;
  const chart = init(canvas, frame(), { renderer: "canvas" });
  const option = JSON.parse(inLanguage(data.textContent)) as Wished;
  chart.setOption({ ...theme(), ...option, ...unfolded(option, canvas.clientWidth) });
  drawn.set(canvas, chart);
  wished.set(canvas, option);
  sizes.observe(canvas);
}

// The server writes days on a time axis as 2026/11/20; who reads English reads 20 Nov 2026.
function inLanguage(option: string): string {
  if (document.documentElement.lang === "ja") return option;
  return option.replaceAll('"{yyyy}/{M}/{d}"', '"{d} {MMM} {yyyy}"').replaceAll('"{yyyy}/{M}"', '"{MMM} {yyyy}"');
}

function fit(canvas: HTMLElement): void {
  const chart = drawn.get(canvas);
  const option = wished.get(canvas);
  if (!chart || !option) return;
  chart.resize();
  chart.setOption(unfolded(option, canvas.clientWidth));
}

const LINE = 22;
const ICON = 25 + 5 + 10 + 6; // of an entry: its mark, the gaps around it

// A legend shows all of its names, on as many lines as they need; the picture begins below them.
function unfolded(option: Wished, width: number): Record<string, unknown> {
  const names = option.legend?.data ?? option.series?.map((each) => each.name ?? "").filter((name) => name) ?? [];
  if (!option.legend || !names.length) return {};
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return {};
  pen.font = `13px ${getComputedStyle(document.documentElement).fontFamily}`;
  let lines = 1;
  let used = 0;
  for (const name of new Set(names)) {
    const wide = pen.measureText(name).width + ICON;
    if (used && used + wide > width - 10) {
      lines += 1;
      used = 0;
    }
    used += wide;
  }
  const top = option.grid?.top;
  const more = lines > 1 ? (lines - 1) * LINE + 8 : 0; // and the name of the axis above it
  return { legend: { ...option.legend, type: "plain" }, ...(typeof top === "number" ? { grid: { ...option.grid, top: top + more } } : {}) };
}

// Axes and legends in the page's own greys, which differ between light and dark.
function frame(): object {
  const style = getComputedStyle(document.documentElement);
  const [text, soft, line] = ["--color-base-content", "--soft-text", "--line"].map((name) => style.getPropertyValue(name).trim());
  const axis = { axisLabel: { color: soft }, nameTextStyle: { color: text }, axisLine: { lineStyle: { color: soft } }, splitLine: { lineStyle: { color: line } } };
  return { categoryAxis: { ...axis, splitLine: { show: false } }, valueAxis: axis, timeAxis: axis, legend: { textStyle: { color: text } }, graph: { label: { color: text }, edgeLabel: { color: text } } };
}

// Colours and type come from the page's tokens; tooltips are drawn, not written as HTML (strict CSP).
function theme(): object {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    color: ["--color-primary", "--plan", "--amber", "--red", "--green", "--color-secondary"].map(token),
    textStyle: { fontFamily: style.fontFamily, fontSize: 13, color: token("--color-base-content") },
    backgroundColor: "transparent",
    animation: false,
    tooltip: { renderMode: "richText", confine: true },
  };
}
