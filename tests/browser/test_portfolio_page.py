"""The portfolio page in a browser: as a reader on a laptop, a phone, paper, and without JavaScript."""

from pathlib import Path

import pytest
from chromium import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

CONTRAST = """() => {
  const parse = (c) => { const m = c.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
  const linear = (v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c[3] > 0) return c;
    }
    return [255, 255, 255, 1];
  };
  const bad = new Set(); let read = 0;
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || e.closest("script,style,defs,.vh") || !e.checkVisibility()) continue;
    const style = getComputedStyle(e);
    const ink = light(parse(e.closest("svg") ? style.fill : style.color)), paper = light(behind(e));
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    read += 1;
    if (ratio < 4.5) bad.add(`${e.tagName}.${e.getAttribute("class")} ${ratio.toFixed(2)}`);
  }
  return [read > 1000, [...bad]];
}"""
HEADLESS = """() => [...document.querySelectorAll("table")]
  .filter((t) => !t.tHead || !t.querySelector("tbody th[scope=row]")).length"""


def test_opening_the_page_asks_for_nothing_else_and_complains_of_nothing(watched, portfolio_page):
    watched.page.click("label[for=en]")
    watched.page.click("[data-zoom='12']")
    assert (watched.requests, watched.complaints) == ([portfolio_page.as_uri()], [])


def test_the_language_switch_shows_one_language_and_says_so(watched):
    page = watched.page
    answer = page.locator("#answer")
    assert "要注意" in answer.inner_text()
    page.click("label[for=en]")
    assert answer.inner_text().startswith("Attention is needed")
    assert (page.evaluate("document.documentElement.lang"), page.url.endswith("#lang=en")) == ("en", True)
    hidden = page.locator(".j:visible").count()
    assert hidden == 0


def test_an_address_with_a_language_opens_in_it(watched, portfolio_page):
    watched.page.goto(portfolio_page.as_uri() + "?lang=en")
    assert watched.page.locator("h1").inner_text() == "Portfolio report"


@pytest.mark.parametrize("watched", [{"viewport": PHONE}, {"viewport": {"width": 683, "height": 384}}], indirect=True)
def test_nothing_is_wider_than_a_phone_or_a_laptop_at_200_percent(watched):
    wide = watched.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] == wide[1]


@pytest.mark.parametrize("watched", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_text_has_enough_contrast(watched, language):
    watched.page.click(f"label[for={language}]")
    assert watched.page.evaluate(CONTRAST) == [True, []]


@pytest.mark.parametrize("watched", [{"java_script_enabled": False}], indirect=True)
def test_reading_needs_no_script(watched):
    page = watched.page
    assert "要注意" in page.locator("#answer").inner_text()
    assert page.locator("#p1 .gantt.full tbody tr").count() > 70
    assert page.locator(".tools:visible").count() == 0
    page.click("label[for=en]")
    assert page.locator("#answer").inner_text().startswith("Attention is needed")


def test_rows_and_links_stay_together_when_phases_fold(watched):
    page = watched.page
    rows = page.locator("#p1 .gantt.full tbody tr:visible")
    before = rows.count()
    page.click("#p1 [data-fold]")
    phases = page.locator("#p1 .gantt.full tbody tr.g").count()
    assert (rows.count(), phases < before) == (phases, True)
    assert page.locator("#p1 .links g:visible").count() == 0
    page.click("#p1 [data-fold]")
    assert rows.count() == before


def test_links_point_at_their_bars(watched):
    gaps = watched.page.evaluate("""() => [...document.querySelectorAll("#p1 .links g")].map((g) => {
      const rows = document.querySelectorAll("#p1 .gantt.full tbody tr");
      const row = rows[g.dataset.b].getBoundingClientRect();
      const tip = g.querySelector("use").getBoundingClientRect();
      return tip.top >= row.top - 7 && tip.bottom <= row.bottom + 7;
    })""")
    assert (len(gaps) > 100, all(gaps)) == (True, True)


def test_filters_and_find_leave_the_rows_asked_for(watched):
    page = watched.page
    late = page.locator("#p1 .gantt.full tbody tr.late").count()
    page.click("#p1 [data-show=late]")
    assert page.locator("#p1 .gantt.full tbody tr:not(.g):visible").count() == late > 0
    page.click("#p1 [data-show=all]")
    page.fill("#p1 [data-find]", "移行リハーサル")
    assert page.locator("#p1 .gantt.full tbody tr:not(.g):visible").count() == 2


def test_zoom_widens_the_picture_and_keeps_the_names(watched):
    page = watched.page
    wide = "document.querySelector('#p1 .gantt.full .inner').offsetWidth"
    before = page.evaluate(wide)
    page.click("#p1 [data-zoom='26']")
    assert page.evaluate(wide) > 4 * before
    name = page.locator("#p1 .gantt.full tbody th").nth(1).bounding_box()
    assert name["x"] >= 0


def test_every_number_opens(watched):
    card = watched.page.locator("#p1 .card").first
    card.locator("summary").press("Enter")
    assert card.get_attribute("open") == ""
    assert card.locator("dt:visible").count() >= 2


def test_every_control_has_a_name_and_tables_have_headers(watched):
    nameless = watched.page.evaluate("""() => [...document.querySelectorAll("button,input,a,summary")]
      .filter((e) => !(e.textContent.trim() || e.getAttribute("aria-label") || (e.labels && e.labels.length)))
      .map((e) => e.outerHTML)""")
    headless = watched.page.evaluate(HEADLESS)
    assert (nameless, headless) == ([], 0)


def test_it_prints_on_a4_landscape(watched, tmp_path: Path):
    pdf = tmp_path / "page.pdf"
    watched.page.pdf(path=str(pdf), prefer_css_page_size=True)
    assert pdf.read_bytes().startswith(b"%PDF")
    watched.page.emulate_media(media="print")
    watched.page.set_viewport_size({"width": 1055, "height": 746})  # A4 landscape less its margins, at 96 a inch
    wide = watched.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1]
