import { BarChart, HeatmapChart, LineChart, ScatterChart, TreemapChart } from "echarts/charts";
import { DatasetComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, HeatmapChart, LineChart, ScatterChart, TreemapChart]);
use([DatasetComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent, CanvasRenderer]);

const drawn = new Map<HTMLElement, EChartsType>();
const sizes = new ResizeObserver((entries) => entries.forEach((e) => drawn.get(e.target as HTMLElement)?.resize()));

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
  const chart = init(canvas, null, { renderer: "canvas" });
  chart.setOption({ ...theme(), ...JSON.parse(data.textContent) });
  drawn.set(canvas, chart);
  sizes.observe(canvas);
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
