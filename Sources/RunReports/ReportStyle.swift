internal import Markup

/// The style of a report; it asks for nothing outside the file.
enum ReportStyle {
    static let css: HTML = """
        :root{--ink:#1b2430;--dim:#566273;--line:#d7dde5;--accent:#0b5563;--bad:#a11d14;--warn:#b87400;--good:#2c8a56;
        font:15px/1.5 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif;color:var(--ink);background:#f4f6f8}
        *{box-sizing:border-box}
        body{max-width:1180px;margin:0 auto;padding:1.6rem 1.4rem 3rem}
        h1{font-size:1.6rem;margin:0 0 .6rem}h2{font-size:1.1rem;margin:0 0 .6rem}
        small,[lang=en]{color:var(--dim);font-weight:400;font-size:.82rem}
        dl{display:flex;flex-wrap:wrap;gap:.2rem 2rem;margin:0 0 1.2rem}dt{color:var(--dim);font-size:.82rem}dd{margin:0;overflow-wrap:anywhere}
        section{background:#fff;border:1px solid var(--line);border-radius:8px;padding:1rem 1.2rem;margin:1rem 0}
        .tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:1px;background:var(--line);padding:0;overflow:hidden}
        .tile{background:#fff;padding:.8rem 1rem;display:grid}.tile b{font-size:1.5rem;font-variant-numeric:tabular-nums}
        .tile.good b{color:var(--good)}.tile.warn b{color:var(--warn)}.tile.bad b{color:var(--bad)}
        .share{width:100%;height:14px;display:block;border-radius:4px;overflow:hidden}
        .share .accepted{fill:#2c8a56}.share .needs_review{fill:#e0a030}.share .unreadable{fill:#98a4b3}.share .quarantined{fill:#b83a30}
        table{border-collapse:collapse;width:100%}caption{text-align:left;color:var(--dim);padding-bottom:.3rem}
        th{text-align:left;font-weight:500}thead th{color:var(--dim);font-size:.85rem;white-space:nowrap}
        td,th{padding:.28rem .6rem .28rem 0;border-top:1px solid #eef1f4;vertical-align:middle}
        thead th,table tr:first-child>*{border-top:0}
        .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.wide{width:34%;white-space:nowrap}
        .bar{width:75%;height:10px;vertical-align:middle}.bar rect{fill:var(--accent)}
        code{font-family:"Noto Sans Mono","DejaVu Sans Mono",monospace;font-size:.82rem;color:var(--dim)}.source{color:var(--ink);overflow-wrap:anywhere}
        .cards{list-style:none;margin:1rem 0 0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(21rem,1fr));gap:.8rem}
        .cards li{display:flex;gap:.8rem;border:1px solid var(--line);border-radius:6px;padding:.6rem;min-width:0}.cards div{min-width:0}
        .cards p{margin:.2rem 0 0;font-size:.88rem;overflow-wrap:anywhere}
        .cards img,.none{flex:none;width:84px;height:112px;object-fit:contain;background:#eef1f4;border-radius:3px}
        .none{display:grid;place-content:center;text-align:center;color:var(--dim);font-size:.75rem}
        .cards code,.cards .tag{display:inline-block;margin-right:.4rem}.tag{background:#fdecea;color:var(--bad);border-radius:4px;padding:0 .4rem;font-size:.82rem;white-space:nowrap}
        .two{display:grid;grid-template-columns:2fr 3fr;gap:2rem}.notice{background:#fff3d1;border:1px solid #d9b25a;border-radius:6px;padding:.6rem .9rem}
        .empty,footer{color:var(--dim);font-size:.88rem}
        @media(max-width:760px){.two{grid-template-columns:1fr}.tiles{grid-template-columns:1fr 1fr}}
        @media print{body{max-width:none;padding:0}section{break-inside:avoid}}
        """
}
