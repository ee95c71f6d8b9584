/** The page's only style; its hash stands in the page's own policy, so that no other is taken. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1d2733; --soft: #55606d; --line: #d5dae0; --paper: #fff; --card: #f5f7f9;
  --a: #c2410c; --b: #1d6fb8; --c: #7c3aed; --link: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf1; --soft: #a9b4c0; --line: #3a4552; --paper: #14191f;
  --card: #1e252d; --a: #fb8c4e; --b: #62b0f0; --c: #b794f6; --link: #7cc0ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 68rem; padding: 1.5rem 1rem 3rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
p { margin: .3rem 0; }
.soft { color: var(--soft); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .8rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; }
.card b { display: block; font-size: 2rem; line-height: 1.2; }
.card p { font-size: .9rem; }
details { margin-top: .5rem; font-size: .9rem; }
summary { cursor: pointer; }
a { color: var(--link); margin-right: .6rem; display: inline-block; }
.ids { max-height: 14rem; overflow: auto; }
figure { margin: 0; overflow-x: auto; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--soft); font: 13px system-ui, sans-serif; }
svg .value { fill: var(--ink); }
svg line { stroke: var(--line); }
.a { fill: var(--a); } .b { fill: var(--b); } .c { fill: var(--c); }
.narrow { display: none; }
@media (max-width: 40rem) { .wide { display: none; } .narrow { display: block; } }
ul.key { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; margin: 0 0 .4rem; padding: 0; font-size: .9rem; }
ul.key svg { display: inline-block; width: .8rem; height: .8rem; margin-right: .4rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .5rem; text-align: left; vertical-align: top; }
td.n, th.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
@media (max-width: 40rem) { td.n, th.n { white-space: normal; } th, td { padding: .35rem .25rem; font-size: .85rem; }
  th { overflow-wrap: anywhere; min-width: 5.5rem; } th.n { font-size: .75rem; } }
@media print { details { display: none; } }
`;
