/** What only the page of a class has. */
export const classStyle = `
.shares{list-style:none;padding:0;margin:0;max-width:44rem}
.shares li{display:grid;grid-template-columns:6rem 1fr 6.5rem;gap:.75rem;align-items:center;padding:.12rem 0;
font-variant-numeric:tabular-nums}
.shares .range{text-align:right;white-space:nowrap}
.share{display:block;height:1.1rem}
.share span{display:block;height:100%;background:var(--wire);border-radius:0 4px 4px 0}
.hard summary{display:grid;grid-template-columns:1rem 6rem 1fr;gap:.5rem;padding:.4rem 0}
.hard summary::before{content:"▸";color:var(--quiet)}
.hard[open] summary::before{content:"▾"}
.hard .share{max-width:30rem;height:.45rem;margin-top:.3rem}
.hard .share span{background:var(--bad)}
.hard{border-bottom:1px solid var(--line)}
.hard ul{columns:12rem;margin:.2rem 0 .75rem;padding-left:8rem;list-style:none}
.class-table{border-collapse:separate;border-spacing:0}
.class-table th[scope=row]{min-width:11rem}
.key{color:var(--quiet);font-size:.85em}
.class-table th,.class-table td{padding:.3rem .45rem}
.class-table .cell{text-align:center;font-weight:700}
.class-table .cell.passed{color:var(--good)}
.class-table .cell.failed{color:var(--bad);background:var(--badTint)}
.class-table .cell.skipped{color:var(--quiet)}
.class-table .cell.errored{color:var(--warn);background:var(--warnTint)}
.class-table .cell.observation{color:var(--wire)}
.class-table thead th{vertical-align:bottom}
.class-table .turned{writing-mode:vertical-rl;transform:rotate(180deg);font-weight:400;font-size:.8rem;
max-height:12rem;padding:.45rem .1rem;overflow-wrap:normal}
.class-table tbody th{position:sticky;left:0;background:var(--ground)}
.class-table tbody tr:hover :is(th,td){background-color:var(--screen)}
.apart dt{font-weight:600;margin-top:.6rem}
.apart dd{margin:0 0 0 1rem}
@media(max-width:40rem){
.shares li{grid-template-columns:5rem 1fr 5.5rem;gap:.5rem}
.hard summary{grid-template-columns:1rem 1fr;gap:0 .3rem}
.hard summary span{grid-column:2}
.hard ul{padding-left:1rem}
.class-table th[scope=row]{min-width:8.5rem;max-width:9.5rem}
}
@media print{.class-table tbody th{position:static}}
`;
