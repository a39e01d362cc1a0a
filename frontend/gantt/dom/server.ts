// The four addresses of the contract. Every answer is either data, or one of the refusals that the contract names.
import type { Answer, Conflict, Edit, EditError, WireData } from "../model/contract";

export interface Addresses {
  data: string;
  edits: string;
  undo: string;
  baselines: string;
}

export type Reply =
  | { type: "answered"; answer: Answer }
  | { type: "refused"; errors: EditError[] }
  | { type: "clashed"; conflicts: Conflict[] }
  | { type: "failed"; status: number }; // 0: no answer at all

/** Where pages of Django put it: the element, a form, the head, the cookie. */
function token(): string {
  const own = document.querySelector<HTMLElement>("kaname-gantt[data-csrf]")?.dataset.csrf;
  if (own) return own;
  const field = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  if (field) return field.value;
  const meta = document.querySelector<HTMLMetaElement>("meta[name=csrf-token]");
  if (meta) return meta.content;
  return /(?:^|;\s*)(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}

export class Server {
  constructor(private readonly at: Addresses) {}

  /** `baseline`: the number of the one to show, null for the server's choice. */
  async data(baseline: number | null): Promise<WireData> {
    const address = new URL(this.at.data, location.href);
    const asOf = new URLSearchParams(location.search).get("as_of");
    if (asOf) address.searchParams.set("as_of", asOf); // the page's own date is the data's
    if (baseline !== null) address.searchParams.set("baseline", String(baseline));
    const answer = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return (await answer.json()) as WireData;
  }

  async edits(version: number, edits: Edit[], keep: boolean): Promise<Reply> {
    return this.read(await this.post(this.at.edits, { version, keep, edits }));
  }

  /** A sentence where there is nothing to undo. */
  async undo(): Promise<Reply | { type: "nothing"; sentence: string }> {
    const answer = await this.post(this.at.undo, {});
    if (answer?.status === 404) return { type: "nothing", sentence: ((await answer.json().catch(() => ({}))) as { sentence?: string }).sentence ?? "" };
    return this.read(answer);
  }

  async baseline(name: string): Promise<number | null> {
    const answer = await this.post(this.at.baselines, { name });
    return answer?.ok ? ((await answer.json()) as { number: number }).number : null;
  }

  private async post(address: string, body: unknown): Promise<Response | null> {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() };
    return fetch(address, { method: "POST", credentials: "same-origin", headers, body: JSON.stringify(body) }).catch(() => null);
  }

  private async read(answer: Response | null): Promise<Reply> {
    if (answer?.ok) return { type: "answered", answer: (await answer.json()) as Answer };
    const body = (await answer?.json().catch(() => null)) as { conflicts?: Conflict[]; errors?: EditError[] } | null | undefined;
    if (answer?.status === 409 && body?.conflicts) return { type: "clashed", conflicts: body.conflicts };
    if (answer?.status === 422 && body?.errors) return { type: "refused", errors: body.errors };
    return { type: "failed", status: answer?.status ?? 0 };
  }
}
