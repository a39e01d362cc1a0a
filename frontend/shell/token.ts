// htmx asks with the page's own token. Gantt and grids read it here too.

export function token(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
}

interface Asking extends Event {
  detail: { ctx: { request: { headers: Record<string, string> } } };
}

export function sendToken(): void {
  document.addEventListener("htmx:config:request", (event) => {
    (event as Asking).detail.ctx.request.headers["X-CSRFToken"] = token();
  });
}
