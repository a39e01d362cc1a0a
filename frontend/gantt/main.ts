import "./gantt.css";
import { KanameGantt } from "./element";

customElements.define("kaname-gantt", KanameGantt);
