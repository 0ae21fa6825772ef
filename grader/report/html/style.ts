import { palettes, propertiesOf } from "./palette.ts";
import { classStyle } from "./style-class.ts";
import { terminalsStyle } from "./style-terminals.ts";

const base = `
:root{color-scheme:light dark;${propertiesOf(palettes.light)}
--mono:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media screen and (prefers-color-scheme:dark){:root{${propertiesOf(palettes.dark)}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;padding:1.25rem 1rem 4rem;max-width:74rem;background:var(--ground);color:var(--text);
font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.2rem;line-height:1.3;margin:2.25rem 0 .75rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;line-height:1.4;margin:0;font-weight:600}
p{margin:.5rem 0;white-space:pre-line}
a{color:var(--link);text-underline-offset:.15em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
code,pre,kbd,.data{font-family:var(--mono);font-size:.875em}
pre{background:var(--screen);border:1px solid var(--line);border-radius:6px;padding:.6rem .75rem;margin:.5rem 0;
overflow-x:auto;overflow-wrap:normal;line-height:1.45}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line)}
thead th{color:var(--quiet);font-weight:600;font-size:.875rem}
tbody th{font-weight:400}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.quiet,.quiet p{color:var(--quiet);font-size:.925rem;margin:.15rem 0}
.note{color:var(--warn)}
.name{font-size:1.1rem;margin:.1rem 0 .5rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.scroll{overflow-x:auto;max-width:100%}
.score{display:flex;align-items:center;gap:.9rem;margin:.6rem 0 .3rem;flex-wrap:wrap}
.score strong{font-size:1.6rem;line-height:1.2}
.bar{display:block;flex:1 1 8rem;max-width:22rem;height:.7rem;border-radius:1rem;background:var(--screen);
border:1px solid var(--line);overflow:hidden}
.bar span{display:block;height:100%;background:var(--good)}
.facts{display:grid;gap:.25rem 1rem;margin:1rem 0 0;font-size:.925rem}
.facts div{display:grid;grid-template-columns:minmax(6rem,10rem) 1fr;gap:.75rem}
.facts dt{color:var(--quiet)}
.facts dd{margin:0}
.badge{display:inline-block;white-space:nowrap;border-radius:1rem;padding:.05rem .65rem;font-size:.85rem;font-weight:600;
border:1px solid currentColor}
.badge.passed{color:var(--good);background:var(--goodTint)}
.badge.failed{color:var(--bad);background:var(--badTint)}
.badge.errored{color:var(--warn);background:var(--warnTint)}
.badge.observation{color:var(--wire);background:var(--infoTint)}
.badge.skipped{color:var(--quiet);border-style:dashed}
.points{font-variant-numeric:tabular-nums;font-weight:600;white-space:nowrap}
.overview td:first-child{width:1%}
summary{cursor:pointer}
.check{border:1px solid var(--line);border-left-width:5px;border-radius:8px;margin:.9rem 0}
.check.failed{border-left-color:var(--bad)}
.check.errored{border-left-color:var(--warn)}
.check.passed{border-left-color:var(--good)}
.check.observation{border-left-color:var(--wire)}
.check>summary{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center;padding:.65rem .9rem;list-style:none}
.check>summary::-webkit-details-marker{display:none}
.check>summary::before{content:"▸";color:var(--quiet)}
.check[open]>summary::before{content:"▾"}
.check h3{flex:1 1 12rem}
.check h3 code{font-weight:700}
.check .points{min-width:3.6rem;text-align:right}
.end{display:flex;gap:.75rem;align-items:center}
.inside{padding:0 .9rem .9rem;scroll-margin-top:5rem}
.why{max-width:54rem}
.hint{background:var(--infoTint);border-radius:6px;padding:.35rem .8rem;margin:.75rem 0}
.hint p{margin:.25rem 0}
.notes p{margin:.2rem 0}
.capture{margin-top:.9rem;font-size:.9rem}
.capture table{margin-top:.4rem;min-width:38rem}
.command{font-size:.85rem}
@media(max-width:40rem){
body{padding:1rem .75rem 3rem}
.facts div{grid-template-columns:1fr;gap:0}
.overview thead{position:absolute;clip-path:inset(50%)}
.overview tr{display:grid;grid-template-columns:1fr auto;border-bottom:1px solid var(--line);padding:.45rem 0}
.overview td{border:0;padding:.1rem 0}
.overview td:first-child{width:auto}
.overview td:nth-child(2){grid-row:2;grid-column:1/3}
}
@media print{
:root{color-scheme:light}
body{max-width:none;padding:0;font-size:10pt}
details::details-content{content-visibility:visible;display:block;height:auto;block-size:auto}
.check>summary::before{content:""}
.check>summary,h2,h3,tr{break-inside:avoid;break-after:avoid}
tr{break-after:auto}
pre,.scroll{overflow:visible;white-space:pre-wrap}
a{color:inherit;text-decoration:none}
.bar span,.badge,.scene td,.hint,.share span{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;

/** Everything that a page looks like; the same for all pages. */
export const style = [base, terminalsStyle, classStyle].join("");
