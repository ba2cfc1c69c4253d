// The one style sheet of all pages: sober paper. Everything is text in the file; fonts are those of
// the reader's machine. Colours keep WCAG AA contrast (4.5:1) on their ground, in light and dark;
// on paper all is black on white. Narrow screens show a row of deals as a small card, wide ones as
// a table. Nothing is told by colour alone.
#pragma once

#include <string_view>

namespace attain::report {

inline constexpr std::string_view style_sheet = R"css(
:root{--ground:#fff;--sheet:#fff;--ink:#17202a;--soft:#55606c;--line:#d5dbe1;--faint:#f4f6f8;
--accent:#0b5d6f;--fill:#2f8797;--over:#0b5d6f;--track:#e3e8ec;--bad:#a3242b;--warn:#7a4b00}
@media (prefers-color-scheme:dark){:root{--ground:#101418;--sheet:#161b20;--ink:#e8ecef;
--soft:#a9b4be;--line:#343d46;--faint:#1d242b;--accent:#7fd0df;--fill:#3f8795;--over:#4fa9ba;
--track:#2a333b;--bad:#ff9c96;--warn:#f0c274}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Ubuntu,"Helvetica Neue",Arial,
"Noto Sans CJK JP","Hiragino Sans",sans-serif;font-variant-numeric:tabular-nums lining-nums}
main{max-width:66rem;margin:0 auto;padding:2.5rem 2rem 3rem;background:var(--sheet)}
h1,h2,h3,p,dl,dd,figure{margin:0}
h1{font-size:2rem;line-height:1.2;font-weight:650;letter-spacing:-.01em}
h2{font-size:1.3rem;line-height:1.3;font-weight:650}
h3{font-size:1.05rem;line-height:1.4;font-weight:650}
.soft,.label{color:var(--soft)}
.label{font-size:.8rem;letter-spacing:.02em}
.head{display:flex;flex-wrap:wrap;gap:1rem 2rem;justify-content:space-between;
align-items:flex-end;padding-bottom:1.5rem;border-bottom:2px solid var(--ink)}
.company{font-size:.9rem;font-weight:600;color:var(--accent)}
.total{text-align:right}
.grand{font-size:2.2rem;line-height:1.15;font-weight:650;letter-spacing:-.015em;white-space:nowrap}
.unit{font-size:.8em;font-weight:500;color:var(--soft);letter-spacing:0}
.grand .unit{font-size:.5em}h2+.money .unit{font-size:.65em}
.glance{margin:1.5rem 0 0}
section{margin-top:2.75rem}
.bar-line,.title{display:flex;gap:.25rem 1.5rem;justify-content:space-between;align-items:baseline;
flex-wrap:wrap}
section>.title{padding-bottom:.5rem;border-bottom:1px solid var(--ink)}
.title .money{font-weight:650;white-space:nowrap}
h2+.money{font-size:1.3rem}
article{padding:1.25rem 0;border-bottom:1px solid var(--line);break-inside:auto}
article:last-of-type{border-bottom:0}
.working{margin-top:.35rem;padding:.5rem .8rem;background:var(--faint);border-radius:.3rem;
font-size:.95rem;overflow-wrap:anywhere}
.working p+p{margin-top:.15rem}
.goal{margin-top:.9rem;font-size:.95rem}
.goal svg{display:block;width:100%;height:32px;margin:.3rem 0 .1rem;overflow:visible}
.goal text{font-size:11px;fill:var(--soft);text-anchor:middle}
.track{fill:var(--track)}.fill{fill:var(--fill)}.over{fill:var(--over)}
.mark{stroke:var(--soft);stroke-width:1;stroke-dasharray:2 2}
.full{stroke:var(--ink);stroke-width:2}
.plot{display:block;width:100%;height:146px;margin:1rem 0 .2rem;overflow:visible}
.plot text{font-size:11px;fill:var(--soft);paint-order:stroke;stroke:var(--sheet);stroke-width:3px}
.plot .here{font-size:12px;font-weight:650;fill:var(--ink)}
.plot .grid{stroke:var(--line);stroke-width:1}
.plot polyline{fill:none;stroke:var(--fill);stroke-width:2;vector-effect:non-scaling-stroke}
.plot circle{fill:var(--ink)}
.trend{width:40%}.trend svg{display:block;width:100%;height:10px}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .9rem;margin-top:.5rem;
font-size:.92rem}
.facts dt{color:var(--soft)}
.notes{margin:.5rem 0 0;padding:0;list-style:none;font-size:.92rem;color:var(--soft)}
table{width:100%;border-collapse:collapse;margin-top:.9rem;font-size:.88rem;line-height:1.4}
th,td{padding:.4rem .9rem .4rem 0;text-align:left;vertical-align:baseline;
border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th{font-weight:600;color:var(--soft);font-size:.8rem;border-bottom:1px solid var(--soft)}
thead td{border-bottom:1px solid var(--soft)}
tbody th{font-weight:600;min-width:8.5rem}
.num{text-align:right;white-space:nowrap}
td.num.how{white-space:normal}
.sub{display:block;font-weight:400;color:var(--soft);font-size:.94em}
tfoot th,tfoot td{font-weight:650;border-bottom:0;border-top:1px solid var(--ink)}
tr.adjust td,tr.adjust th{font-style:italic}
thead{display:table-header-group}tr{break-inside:avoid}
.date{white-space:nowrap}
a{color:var(--accent)}.search{margin-top:1.25rem}.search[hidden]{display:none}
.search input{font:inherit;padding:.3rem .6rem;min-height:2rem;border:1px solid var(--soft);border-radius:.3rem;
background:var(--sheet);color:var(--ink)}
tr.sum th,tr.sum td{font-weight:650;border-bottom-color:var(--ink)}
.matter{padding:.8rem 0;border-bottom:1px solid var(--line);font-size:.92rem}
.matter b{font-weight:650}
.code{font-family:ui-monospace,"SFMono-Regular",Menlo,Consolas,"DejaVu Sans Mono",monospace;
font-size:.86em}
.blocking .code{color:var(--bad)}.notice .code{color:var(--warn)}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);font-size:.82rem;
color:var(--soft)}
footer .code{overflow-wrap:anywhere}
.document .glance{padding-left:1.2rem}.drawing{margin-top:1rem}.drawing svg{display:block;width:100%;height:auto}
.document td,.document tbody th{vertical-align:top}.document .notes{margin:.8rem 0}
@media (max-width:44rem){
main{padding:1.25rem 1rem 2rem}h1{font-size:1.6rem}.grand{font-size:1.8rem}.total{text-align:left}
.deals thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.deals,.deals tbody,.deals tfoot{display:block}
.deals tr{display:grid;grid-template-columns:1fr auto;gap:.05rem .8rem;padding:.55rem 0;
border-bottom:1px solid var(--line)}
.deals th,.deals td{display:block;padding:0;border:0;text-align:left}
.deals tbody th{grid-column:1;min-width:0}.deals .pay{grid-column:2;grid-row:1;text-align:right;font-weight:600}
.deals .wide{grid-column:1/-1;color:var(--soft);white-space:normal}
.deals td:empty{display:none}.deals td.wide::before{content:attr(data-label)": "}
.deals tfoot tr{border-bottom:0;border-top:1px solid var(--ink)}
.deals tfoot th,.deals tfoot td{border:0}
}
@page{margin:14mm 14mm 16mm}
@media print{
:root{--ground:#fff;--sheet:#fff;--ink:#000;--soft:#444;--line:#c4c4c4;--faint:#f3f3f3;
--accent:#000;--fill:#777;--over:#333;--track:#e2e2e2;--bad:#000;--warn:#000}
html{font-size:9pt}tfoot{display:table-row-group}
body{print-color-adjust:exact;-webkit-print-color-adjust:exact}
main{max-width:none;padding:0}section{margin-top:1.6rem}
h1,h2,h3,.title,.working{break-after:avoid}.goal,.matter,.example,.drawing,.keep{break-inside:avoid}
}
)css";

}  // namespace attain::report
