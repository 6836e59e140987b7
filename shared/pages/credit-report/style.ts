import { style } from '../style.ts';

/** Charts take the colours of the page, in each mode; what stands on them has a contrast of at least 4.5 : 1, shapes 3 : 1. */
const charts = `
.chart { display: block; width: 100%; height: auto; font: inherit; }
.chart-bar { fill: var(--used); } .chart-bad { fill: var(--over); } .chart-faint { fill: var(--wanted); }
.chart-line { stroke: var(--ink); } .chart-mark { stroke: var(--field); } .chart-grid { stroke: var(--line); } .chart-axis { stroke: var(--field); }
.chart-text { fill: var(--soft); } .chart-strong { fill: var(--ink); } .chart-inverse { fill: var(--on-accent); }
figure { margin: 0; min-width: 0; } figcaption { font-weight: 600; font-size: .9375rem; margin: 0 0 .4rem; }
figure p { margin: .4rem 0 0; color: var(--soft); font-size: .875rem; }`;

const report = `
main { max-width: 40rem; } h3 { font-size: .9375rem; }
.headline { margin: .25rem 0 .9rem; } .card { margin: 0 0 .75rem; } .card > * + * { margin-top: .75rem; } .card > h2 + * { margin-top: 0; }
.card > h3 { margin: 1.1rem 0 .35rem; } .card > h2 + h3 { margin-top: .5rem; } .card > h3 + * { margin-top: 0; }
.pictures { display: grid; gap: 1rem 1.5rem; grid-template-columns: minmax(0, 1fr); }
.tiles.at-a-glance { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .8rem 1rem; } .tiles.at-a-glance dd { font-weight: 700; }
.scroll { overflow-x: auto; } table { width: 100%; border-collapse: collapse; font-size: .875rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-top: 1px solid var(--line); font-weight: 400; overflow-wrap: normal; } th:last-child, td:last-child { padding-right: 0; }
thead th { border-top: 0; color: var(--soft); font-size: .8125rem; } tbody th { font-weight: 600; overflow-wrap: anywhere; min-width: 7rem; } td:not(.figure) { min-width: 6.5rem; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
summary { color: var(--soft); font-size: .875rem; padding: .25rem 0; cursor: pointer; }
ul { margin: .25rem 0 0; padding-left: 1.1rem; } li { margin: 0 0 .25rem; }
@media (min-width: 48rem) { main { max-width: 72rem; } .columns { columns: 2; column-gap: .75rem; margin-bottom: .75rem; } .columns > .card { break-inside: avoid; }
  .pictures.several { grid-template-columns: repeat(2, minmax(0, 1fr)); } .tiles.at-a-glance { grid-template-columns: repeat(4, minmax(0, 1fr)); } .tiles.at-a-glance dd { font-size: 1.125rem; } }
@media (forced-colors: active) { .chart-bar, .chart-bad { fill: CanvasText; } .chart-faint { fill: GrayText; } .chart-text, .chart-strong { fill: CanvasText; } .chart-inverse { fill: Canvas; } .chart-line, .chart-mark, .chart-axis { stroke: CanvasText; } }
@media print { @page { margin: 16mm; } header.bar { border: 0; padding: 0; } main { max-width: none; padding: 0; } .card { break-inside: avoid; border-color: #c9d1d9; } .columns { columns: 1; }
  .pictures.several { grid-template-columns: repeat(2, minmax(0, 1fr)); } .tiles.at-a-glance { grid-template-columns: repeat(4, minmax(0, 1fr)); } details, .scroll { overflow: visible; } }`;

export const reportStyle = `${style}${charts}${report}
`;
