// Puts the server in memory behind the page's fetch, before the island starts. The address chooses the plan:
// ?rows=100000 a large one (read only in effect: it is not scheduled), ?readonly, otherwise the example.
import type { Edit } from "../model/contract";
import { example, large, withBaseline } from "./plans";
import { MockServer } from "./server";

const params = new URLSearchParams(location.search);
const rows = Number(params.get("rows") ?? 0);
const mock = new MockServer(example(), [(20761 * 14400) + 10200]);
withBaseline(mock.book);
export const posted: { url: string; body: unknown }[] = [];

function answer(url: string, body: { edits: Edit[]; keep: boolean } | null): [number, unknown] {
  if (url.includes("/data")) {
    const data = rows ? large(rows) : mock.data();
    return [200, { ...data, plan: { ...data.plan, can_edit: !params.has("readonly") } }];
  }
  if (url.includes("/undo")) return mock.undo();
  if (url.includes("/baselines")) return mock.baseline();
  return mock.edit(body!.edits, body!.keep);
}

window.fetch = async (input, init) => {
  const url = String(input instanceof Request ? input.url : input);
  const body = init?.body ? JSON.parse(String(init.body)) : null;
  if (body) posted.push({ url, body });
  if ((window as unknown as { offline?: boolean }).offline) throw new TypeError("offline");
  const [status, content] = answer(url, body);
  const text = JSON.stringify(content);
  const { meter } = window as unknown as { meter?: { answered: number } };
  if (meter && !meter.answered) meter.answered = performance.now();
  return new Response(text, { status, headers: { "Content-Type": "application/json" } });
};

const opening = params.get("open"); // as on a page of the product: ?open=work
if (opening) document.querySelector("kaname-gantt")?.setAttribute("data-open", opening);

Object.assign(window, { mock, posted });
