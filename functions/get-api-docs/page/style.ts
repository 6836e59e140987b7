/** The style sheet of the page; light and dark by the reader's preference. */
export const style = `
:root { color-scheme: light dark; --text: #1b2430; --soft: #566273; --line: #dde3ea; --paper: #ffffff; --shade: #f5f7fa;
  --accent: #0b5cad; --get: #0b6b3a; --post: #7a4b00; --put: #0b5cad; --delete: #a3242b; --chip: #eef3f9; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e9f0; --soft: #9fadbf; --line: #2c3644; --paper: #12171e; --shade: #1a212b;
    --accent: #7db8f5; --get: #6fd29c; --post: #e6b566; --put: #7db8f5; --delete: #f28b90; --chip: #202a37; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--paper); color: var(--text);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
a { color: var(--accent); text-underline-offset: 2px; }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; }
.layout { display: grid; grid-template-columns: 20rem minmax(0, 1fr); max-width: 90rem; margin: 0 auto; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem 1rem 2rem 1.5rem; border-right: 1px solid var(--line); font-size: .875rem; }
nav .brand { margin: 0 0 1rem; font-size: 1.05rem; font-weight: 650; } nav .brand a { color: inherit; text-decoration: none; }
nav .brand span { color: var(--soft); font-weight: 400; font-size: .8rem; }
nav summary { cursor: pointer; font-weight: 600; padding: .3rem 0; }
nav ul { list-style: none; margin: 0 0 .6rem; padding: 0; }
nav li a { display: flex; gap: .5rem; align-items: baseline; padding: .18rem .4rem; border-radius: .3rem; color: var(--text); text-decoration: none; }
nav li a:hover { background: var(--chip); }
main { padding: 2.5rem 3rem 6rem; max-width: 62rem; }
h1 { font-size: 2.1rem; line-height: 1.2; margin: 0 0 .5rem; letter-spacing: -.015em; }
h2 { font-size: 1.5rem; margin: 3.5rem 0 1rem; padding-bottom: .4rem; border-bottom: 1px solid var(--line); letter-spacing: -.01em; }
h3 { font-size: 1.15rem; margin: 0 0 .35rem; } h4 { margin: 1.4rem 0 .3rem; font-size: .95rem; }
.lead { font-size: 1.1rem; color: var(--soft); max-width: 46rem; }
section.operation, section.schema { margin: 0 0 2.5rem; padding: 1.4rem 1.5rem; border: 1px solid var(--line); border-radius: .6rem; }
section:target { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .86em; }
:not(pre) > code { overflow-wrap: anywhere; }
pre { background: var(--shade); border: 1px solid var(--line); border-radius: .4rem; padding: .8rem 1rem; overflow-x: auto; line-height: 1.45; }
.route { margin: .2rem 0; font-size: 1.02rem; } .scope { margin: .2rem 0 .8rem; color: var(--soft); font-size: .9rem; }
.method { display: inline-block; min-width: 3.6em; font: 700 .72em/1.5 ui-monospace, Menlo, Consolas, monospace; letter-spacing: .02em; }
.route .method { border: 1px solid currentColor; border-radius: .3rem; text-align: center; padding: .05rem .35rem; vertical-align: .1em; }
.method.get { color: var(--get); } .method.post { color: var(--post); } .method.put { color: var(--put); } .method.delete { color: var(--delete); }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; margin: .8rem 0; font-size: .9rem; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .45rem .8rem .45rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 500; font-size: .8rem; } tbody th { font-weight: 500; width: 30%; } td:nth-child(2) { width: 26%; }
.required { color: var(--delete); font-size: .75rem; font-weight: 400; }
.rule { display: block; color: var(--soft); font-size: .82rem; }
.status { font-weight: 700; font-variant-numeric: tabular-nums; } .answer > p { margin: .5rem 0 .2rem; }
.problems-label { display: inline; color: var(--soft); font-size: .9rem; }
.problems { display: inline-flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: 0 0 0 .5rem; padding: 0; font-size: .9rem; }
dt { font-weight: 600; margin-top: .8rem; } dd { margin: 0; }
@media (max-width: 60rem) { .layout { display: block; } nav { position: static; height: auto; max-height: 55vh; border-right: 0; border-bottom: 1px solid var(--line); }
  main { padding: 1.5rem 1rem 4rem; } section.operation, section.schema { padding: 1rem; } }
@media print { nav { display: none; } .layout { display: block; } section { break-inside: avoid; } }
`;
