// Charts: every figure with [data-chart] names a block of data (an ECharts option) beside it. Its table stands below.
import { drawAll, redrawAll } from "./draw";

drawAll(document);
document.addEventListener("htmx:after:swap", (event) => drawAll(event.target as ParentNode));
document.addEventListener("kaname:theme", redrawAll);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
