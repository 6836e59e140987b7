/**
 * The one style sheet of the pages. Colours are named once for each mode; text on its ground has a contrast of at least
 * 4.5 : 1, lines of fields and shapes of the picture 3 : 1.
 */
const light = `--ink: #16191f; --soft: #4d5763; --line: #d9dee4; --ground: #f1f4f8; --sheet: #ffffff; --field: #6b7785;
  --accent: #0b4a8f; --on-accent: #ffffff; --chip: #e8f0fa; --bad: #a3242b; --bad-ground: #fdeeee;
  --used: #0b4a8f; --over: #b3261e; --added: #7a93b8; --room: #c4d3e6; --wanted: #e4ecf5;`;

const dark = `--ink: #e9ebed; --soft: #b6bec9; --line: #38434f; --ground: #0f141a; --sheet: #192028; --field: #8b97a6;
  --accent: #8ab8f0; --on-accent: #0f141a; --chip: #223244; --bad: #f5a3a3; --bad-ground: #3a1d20;
  --used: #8ab8f0; --over: #ff8f86; --added: #5f86b8; --room: #3c5270; --wanted: #263446;`;

const frame = `
:root { color-scheme: light dark; ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere;
  font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
a { color: var(--accent); text-underline-offset: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
header.bar { display: flex; justify-content: space-between; align-items: center; gap: 1rem; padding: .6rem 1rem;
  background: var(--sheet); border-bottom: 1px solid var(--line); font-size: .875rem; }
.brand { display: flex; align-items: center; gap: .5rem; font-weight: 700; letter-spacing: .01em; }
.brand svg { width: 1.25rem; height: 1.25rem; } .mark { fill: var(--accent); } .mark-line { stroke: var(--on-accent); fill: none; stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; }
.bar-note { color: var(--soft); text-align: right; margin-left: auto; }
main { max-width: 40rem; margin: 0 auto; padding: .85rem .85rem 1rem; }
footer { max-width: 68rem; margin: 0 auto; padding: .5rem 1rem 2rem; color: var(--soft); font-size: .8125rem; }
footer p { margin: 0 0 .25rem; }
h1 { font-size: 1.375rem; line-height: 1.25; letter-spacing: -.01em; margin: 0 0 .35rem; text-wrap: balance; }
h2 { font-size: 1rem; line-height: 1.3; margin: 0 0 .45rem; }
p { margin: 0 0 .6rem; } p:last-child { margin-bottom: 0; }
.soft { color: var(--soft); } .small { font-size: .875rem; }
.lead { color: var(--soft); margin: 0; } .lead strong { color: var(--ink); }
.card { background: var(--sheet); border: 1px solid var(--line); border-radius: .75rem; padding: .85rem 1rem; margin: .6rem 0 0; }
.jump { flex: none; font-weight: 700; padding: .45rem .9rem; margin: -.15rem 0; border-radius: .5rem; background: var(--accent); color: var(--on-accent); text-decoration: none; }`;

const facts = `
dl { margin: 0; } dt { color: var(--soft); font-size: .875rem; } dd { margin: 0; font-variant-numeric: tabular-nums; }
.rows > div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: .2rem 0; border-top: 1px solid var(--line); }
.rows > div:first-child { border-top: 0; padding-top: 0; } .rows > div:last-child { padding-bottom: 0; }
.rows dt { display: flex; align-items: center; gap: .5rem; font-size: .9375rem; } .rows dd { margin-left: auto; text-align: right; font-weight: 600; }
.swatch { width: .8rem; height: .8rem; flex: none; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(5.25rem, 1fr)); gap: .6rem .75rem; }
.tiles dt { font-size: .8125rem; line-height: 1.25; } .tiles dd { font-weight: 600; font-size: 1.0625rem; line-height: 1.3; }
.tiles > div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.tiles.large { grid-template-columns: repeat(2, minmax(0, 1fr)); margin: 0 0 .5rem; } .tiles.large dd { font-size: 1.625rem; line-height: 1.15; font-weight: 700; letter-spacing: -.02em; }
.rows .bad, .tiles .bad { color: var(--bad); }
.picture { display: block; width: 100%; height: auto; margin: 0 0 .5rem; }
.used { fill: var(--used); } .over { fill: var(--over); } .added { fill: var(--added); }
.room { fill: var(--room); stroke: var(--field); } .wanted { fill: var(--wanted); stroke: var(--field); }
.edge { stroke: var(--ink); stroke-width: 2; } .edge-wanted { stroke: var(--ink); stroke-width: 2; stroke-dasharray: 4 3; }
blockquote { margin: .35rem 0 0; padding: .1rem 0 .1rem .75rem; border-left: 3px solid var(--line); }
blockquote p { margin: 0 0 .25rem; }
.because { margin: .5rem 0 0; font-size: .875rem; } .because summary { color: var(--soft); padding: .25rem 0; cursor: pointer; } .because ul { margin: .25rem 0 0; padding-left: 1.1rem; }
.steps { list-style: none; margin: 0; padding: 0; }
.steps > li { padding: .55rem 0; border-top: 1px solid var(--line); } .steps > li:first-child { border-top: 0; padding-top: 0; } .steps > li:last-child { padding-bottom: 0; }
.steps p { margin: 0; }
table.items { width: 100%; border-collapse: collapse; } .items th, .items td { text-align: left; vertical-align: top; padding: .5rem 0; border-top: 1px solid var(--line); font-weight: 400; }
.items thead th { border-top: 0; padding: 0 0 .3rem; color: var(--soft); font-size: .875rem; } .items tbody th { font-weight: 600; padding-right: .75rem; }
.items td, .items thead th:last-child { text-align: right; font-variant-numeric: tabular-nums; } .items td { font-weight: 600; white-space: nowrap; }
.detail { display: block; color: var(--soft); font-size: .875rem; font-weight: 400; line-height: 1.3; }
.mark { display: inline-block; margin: .25rem .35rem 0 0; padding: .05rem .5rem; border-radius: 1rem; background: var(--chip); font-size: .8125rem; font-weight: 600; } .mark.bad { background: var(--bad-ground); color: var(--bad); }
.pay { margin-top: .75rem; } .sums { border-top: 2px solid var(--line); padding-top: .5rem; margin-top: .25rem; }`;

const form = `
.alert { background: var(--bad-ground); border: 1px solid var(--bad); border-left-width: 5px; border-radius: .5rem; padding: .75rem 1rem; margin: 0 0 1rem; }
.alert h2 { color: var(--bad); margin: 0 0 .25rem; } .alert ul { margin: 0; padding-left: 1.1rem; } .alert a { color: var(--bad); font-weight: 600; }
fieldset { border: 0; margin: 0 0 .85rem; padding: 0; min-width: 0; }
legend, label.name { display: block; padding: 0; font-weight: 600; margin: 0 0 .3rem; }
.hint { display: block; color: var(--soft); font-size: .875rem; line-height: 1.3; margin: 0 0 .35rem; }
.wrong { display: block; color: var(--bad); font-weight: 600; font-size: .9375rem; margin: 0 0 .35rem; }
.field { margin: 0 0 .85rem; }
.choice { display: flex; align-items: flex-start; gap: .75rem; min-height: 2.75rem; padding: .5rem .75rem; margin: 0 0 .4rem; cursor: pointer;
  border: 1px solid var(--field); border-radius: .5rem; background: var(--sheet); }
.choice:has(:checked) { border-color: var(--accent); background: var(--chip); box-shadow: inset 0 0 0 1px var(--accent); }
.choice:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; } .choice input:focus-visible { outline: 0; }
.choice input { width: 1.25rem; height: 1.25rem; margin: .1rem 0 0; flex: none; accent-color: var(--accent); }
.choice strong { display: block; line-height: 1.4; } .choice span span { display: block; color: var(--soft); font-size: .875rem; line-height: 1.3; }
input.text, select.text, textarea { display: block; width: 100%; font: inherit; color: var(--ink); background: var(--sheet); border: 1px solid var(--field); border-radius: .5rem; padding: .65rem .75rem; }
input.text[aria-invalid], textarea[aria-invalid] { border: 2px solid var(--bad); }
input.code { font: 600 1.375rem/1.3 ui-monospace, "SF Mono", Menlo, Consolas, monospace; letter-spacing: .3em; max-width: 14rem; }
textarea { min-height: 4rem; resize: vertical; }
button { display: block; width: 100%; min-height: 3.25rem; padding: .75rem 1.5rem; font: inherit; font-size: 1.0625rem; font-weight: 700; cursor: pointer;
  color: var(--on-accent); background: var(--accent); border: 0; border-radius: .5rem; }
button:hover { text-decoration: underline; }`;

const wide = `
@media (min-width: 62rem) { main.two { max-width: 68rem; display: grid; grid-template-columns: minmax(0, 1fr) 25rem; gap: 0 1.5rem; align-items: start; }
  main.two > .across { grid-column: 1 / -1; } main.two > .beside { position: sticky; top: 1rem; } .jump { display: none; } main.two > .headline { margin-bottom: 1rem; } main.two .card:first-child { margin-top: 0; } }
@media (forced-colors: active) { .used, .over { fill: CanvasText; } .room, .wanted, .added { fill: GrayText; } button { border: 1px solid ButtonText; } }
@media print { .beside, .jump { display: none; } body { background: none; } }`;

export const style = `${frame}${facts}${form}${wide}
`;
