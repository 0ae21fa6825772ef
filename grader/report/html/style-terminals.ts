/**
 * Two terminals with the wire between them. On a narrow screen what is said stands one below the other: the
 * server's on the left, the client's indented to the right, what was on the wire between.
 */
export const terminalsStyle = `
.scene{table-layout:fixed;font:.8125rem/1.5 var(--mono);margin:.75rem 0 0;border-collapse:separate;border-spacing:0;
width:100%}
.scene td,.scene th{border:0;padding:.12rem .7rem;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate}
.scene thead th{color:var(--text);font-weight:700;padding:.4rem .7rem;border-bottom:1px solid var(--line)}
.scene .left,.scene .right{background:var(--screen);border-inline:1px solid var(--line)}
.scene thead .left,.scene thead .right{border-top:1px solid var(--line);border-radius:8px 8px 0 0}
.scene tbody tr:last-child .left,.scene tbody tr:last-child .right{border-bottom:1px solid var(--line);
border-radius:0 0 8px 8px;padding-bottom:.5rem}
.scene th.middle{text-align:center;width:28%}
.scene td.middle{color:var(--wire);text-align:center;padding-block:.35rem}
.scene .start,.scene .exit,.scene .fold{color:var(--quiet)}
.scene .stderr{color:var(--bad)}
.scene .missed{color:var(--bad);font-weight:700}
.scene .waiting{color:var(--waits)}
.scene kbd{color:var(--warn);font-weight:700;font-size:inherit}
.scene small{border:1px solid currentColor;border-radius:4px;padding:0 .25rem;font-size:.72rem}
.scene p{margin:.2rem 0}
.scene .across{padding:.3rem 0;text-align:center}
.scene .across .scene{text-align:left}
.arrow{display:block;position:relative;height:.7rem;margin:0 .1rem}
.arrow::before{content:"";position:absolute;inset:calc(50% - 1px) 0 auto;border-top:2px solid currentColor}
.arrow::after{content:"";position:absolute;top:calc(50% - 5px);border-block:5px solid transparent}
.arrow.to-right::after{right:-1px;border-left:9px solid currentColor}
.arrow.to-left::after{left:-1px;border-right:9px solid currentColor}
.pause{display:inline-block;width:.5em;height:.75em;border-inline:.17em solid currentColor;margin-right:.15em}
.hex{font-size:.75rem}
.hex summary{color:var(--quiet)}
.hex pre{font-size:.72rem;text-align:left;padding:.35rem .45rem;margin:.25rem 0;color:var(--text)}
.packets{min-width:46rem;font-family:var(--mono);font-size:.8125rem;margin-top:.75rem}
.packets th[scope=row]{white-space:nowrap}
.packets thead th:nth-child(n+3):not(:last-child){text-align:right}
.packets .to-right{text-align:right}
.packets .to-right::after{content:" ──▶";color:var(--wire)}
.packets .to-left::before{content:"◀── ";color:var(--wire)}
.packets .marked{color:var(--bad);background:var(--badTint);font-weight:700}
.packets .repeated{color:var(--quiet)}
@media screen and (max-width:46rem){
.scene,.scene tbody,.scene tr,.scene td{display:block}
.scene thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}
.scene .none{display:none}
.scene tbody tr:last-child .left,.scene tbody tr:last-child .right{border-bottom:0;border-radius:0;padding-bottom:.12rem}
.scene .left,.scene .right{border:0;padding:.15rem .6rem}
.scene .left{border-left:4px solid var(--quiet);margin-right:12%}
.scene .right{border-right:4px solid var(--link);margin-left:12%}
.scene.single .left,.scene.single .right{margin:0}
.scene td.middle{padding:.3rem 12%}
.scene td[data-place]{margin-top:.4rem}
.scene td[data-place]::before{content:attr(data-place);display:block;font:600 .72rem/1.6 system-ui,sans-serif;
color:var(--quiet)}
.scene td.middle[data-place]::before{display:none}
}
@media print{
.scene{font-size:8pt}
.scene th.middle{width:36%}
.hex pre{font-size:6pt;white-space:pre}
.packets{min-width:0;font-size:7.5pt}
}
`;
