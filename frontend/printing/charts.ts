// The charts of PDF reports: the same ECharts options as on the pages, drawn as SVG text. Runs in QuickJS, without a browser.
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent } from "echarts/components";
import { init, use, type EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, ScatterChart, GridComponent, LegendComponent, SVGRenderer]);

function drawChart(option: string, width: number, height: number): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption(JSON.parse(option) as EChartsCoreOption);
  const drawn = chart.renderToSVGString();
  chart.dispose();
  return drawn;
}

// What a browser has and QuickJS has not: nothing that is drawn once waits for anything.
const later = () => 0;
Object.assign(globalThis, { drawChart, setTimeout: later, clearTimeout: later, setInterval: later, clearInterval: later });
