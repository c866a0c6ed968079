/** Everything but the colours, which are variables. */
export const LAYOUT_STYLE = `
* { box-sizing: border-box; }
html { background: var(--page); color: var(--ink); }
body { margin: 0; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 40px 32px 64px; overflow-wrap: break-word; }
h1, h2, h3, p, ul, dl, dd, figure, pre { margin: 0; padding: 0; }
h1 { font-size: 30px; line-height: 1.2; font-weight: 650; letter-spacing: -.01em; }
h2 { font-size: 13px; font-weight: 650; letter-spacing: .06em; text-transform: uppercase; color: var(--muted);
  border-top: 1px solid var(--rule); padding-top: 14px; margin: 40px 0 14px; }
h3 { font-size: 15px; font-weight: 650; margin: 20px 0 6px; }
.kind { font-size: 13px; color: var(--muted); margin-bottom: 6px; }
.question { font-size: 18px; margin-top: 8px; max-width: 52em; }
.when { color: var(--muted); margin-top: 8px; font-size: 14px; }
dl { display: grid; gap: 5px; }
dl > div { display: grid; grid-template-columns: 120px minmax(0, 1fr); gap: 16px; }
dt { color: var(--muted); }
dd { max-width: 70em; }
ul { list-style: none; }
.arms { display: grid; gap: 2px; }
.arms li { padding-left: 41px; text-indent: -41px; }
.arms b { margin-right: 6px; }
.swatch { vertical-align: -1px; margin-right: 7px; flex: none; fill: none; }
.verdict { background: var(--raised); border-left: 3px solid var(--accent); padding: 16px 20px; border-radius: 0 4px 4px 0; }
.asked { color: var(--muted); }
.summary { font-size: 19px; line-height: 1.4; margin-top: 4px; max-width: 50em; }
.summary.long { font-size: 16px; line-height: 1.5; max-width: 62em; }
.lines { margin-top: 16px; }
.lines li { display: grid; grid-template-columns: 200px minmax(0, 1fr); gap: 16px; padding: 9px 0; border-top: 1px solid var(--grid); }
.lines li:first-child { border-top: 0; }
.lines li > span:last-child { max-width: 66em; }
.badge { display: inline-block; justify-self: start; align-self: start; white-space: nowrap; font-size: 13px; font-weight: 600;
  line-height: 20px; padding: 0 8px; border: 1px solid currentColor; border-radius: 10px; color: var(--open); }
.badge.better { color: var(--good); }
.badge.worse, .badge.exploratory { color: var(--bad); }
.exploratory { margin-left: 8px; }
.notes { max-width: 76em; display: grid; gap: 4px; }
.notes li { padding-left: 16px; position: relative; }
.notes li::before { content: "–"; position: absolute; left: 0; color: var(--muted); }
.notes + p { margin-top: 12px; max-width: 70em; }
.table { overflow: auto; margin-bottom: 22px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: 6px; }
th, td { text-align: left; vertical-align: baseline; padding: 4px 12px 4px 0; font-weight: 400; }
thead th { color: var(--muted); font-size: 13px; border-bottom: 1px solid var(--axis); vertical-align: bottom; }
tbody tr { border-bottom: 1px solid var(--grid); }
td { white-space: nowrap; }
.n { text-align: right; font-variant-numeric: tabular-nums; }
.arm { display: inline-grid; grid-template-columns: auto minmax(0, 1fr); align-items: baseline; }
.arm .swatch { align-self: start; margin-top: calc(.75em - 6px); }
th[scope=row] { min-width: 9.5em; }
th:last-child, td:last-child { padding-right: 0; }
.figures { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); gap: 40px 36px; }
figure { grid-column: span 6; min-width: 0; }
figure.half { grid-column: span 3; }
figure h3 { margin: 0 0 4px; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 20px; font-size: 14px; margin-bottom: 8px; }
.legend li { min-width: 0; }
.panels { display: grid; gap: 12px 20px; }
.columns-2 .panels { grid-template-columns: repeat(2, minmax(0, 1fr)); }
.columns-3 .panels { grid-template-columns: repeat(3, minmax(0, 1fr)); }
.panel p { font-size: 13px; font-weight: 600; margin-bottom: 2px; }
.panel > svg { display: block; width: 100%; height: auto; }
.panel text { font-variant-numeric: tabular-nums; }
figcaption { font-size: 13px; line-height: 1.45; color: var(--muted); margin-top: 6px; max-width: 78em; }
details { margin-top: 8px; font-size: 14px; }
summary { cursor: pointer; color: var(--accent); width: max-content; max-width: 100%; }
details .table { max-height: 420px; margin: 8px 0 0; border: 1px solid var(--rule); border-radius: 4px; padding: 8px 12px; }
details table { width: auto; min-width: 60%; font-size: 13px; }
details caption { font-weight: 400; color: var(--muted); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
pre, code { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
pre { background: var(--raised); border-radius: 4px; padding: 10px 14px; margin: 8px 0; overflow: auto; }
.spec { max-height: 480px; }
@media screen and (max-width: 900px) {
  main { padding: 24px 16px 48px; }
  figure.half { grid-column: span 6; }
  .columns-2 .panels, .columns-3 .panels { grid-template-columns: minmax(0, 1fr); }
  .lines li, dl > div { grid-template-columns: minmax(0, 1fr); gap: 2px; }
}
@media print {
  @page { margin: 14mm; }
  body { font-size: 9.5pt; }
  main { max-width: none; padding: 0; }
  h2, h3 { break-after: avoid; }
  figure, tr, .lines li, .verdict { break-inside: avoid; }
  figure.half { grid-column: span 6; }
  .columns-3 .panels { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .lines li { grid-template-columns: 150px minmax(0, 1fr); }
  table { font-size: 7.5pt; }
  thead th, .badge { font-size: 7pt; }
  th, td { padding: 2px 7px 2px 0; }
  th[scope=row] { min-width: 0; }
  td:not(.n) { white-space: normal; }
  .badge { line-height: 14px; padding: 0 5px; white-space: normal; }
  .table, details .table, .spec { overflow: visible; max-height: none; }
  details:not([open]) { display: none; }
}
`
