"""What the gallery says of each part: its name, its arguments, and how it is written in a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A component or a filter; ``written`` is what stands in a template."""

    name: str
    arguments: str
    written: str


PARTS = (
    Part("c-card", "title, note, href, more, id", '<c-card title="…" href="…">…</c-card>'),
    Part("c-table", "caption, tall, id", '<c-table caption="…"><thead>…</thead><tbody>…</tbody></c-table>'),
    Part("c-field", ":field", '<c-field :field="form.name" />'),
    Part("c-form-errors", ":form", '<c-form-errors :form="form" />'),
    Part("c-button", "kind (plain, primary, danger), href, type, small", '<c-button kind="primary">…</c-button>'),
    Part("c-tabs, c-tab", "label; href, active", '<c-tabs><c-tab href="…" active="1">…</c-tab></c-tabs>'),
    Part("c-empty", "—", "<c-empty>…</c-empty>"),
    Part("c-dialog", "id, title", '<c-dialog id="x" title="…">…</c-dialog> + data-opens="x"'),
    Part("c-stat", "label, value, unit, href, note, tone", '<c-stat label="…" value="3" href="…" />'),
    Part("c-opens", "number, formula", '<c-opens number="…" formula="…">…</c-opens>'),
    Part("c-chart", "id, :option, :table, caption, as_of", '<c-chart id="x" :option="option" :table="table" />'),
    Part("message", "success, warning, error", '<div class="message message-error" role="alert">…</div>'),
    Part("icon", "name", '{% icon "search" %}'),
    Part("health_mark, health_dot", "red, amber, green, unknown", "{{ plan.computed_health|health_mark }}"),
    Part("plan_start, plan_finish", "ticks", "{{ activity.finish|plan_finish|short_date }}"),
    Part("days", "ticks, minutes a day", "{{ activity.total_float|days:project.minutes_per_day }}"),
    Part("ja_date, short_date, near_day, short_month", "date", "{{ today|ja_date }}"),
    Part("number, percent, signed, signed_days, plain_days", "number", "{{ count|number }}"),
    Part("spoken", "name, name_en", "{{ person|spoken }}"),
)
