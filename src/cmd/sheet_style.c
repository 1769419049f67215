/* SPDX-License-Identifier: ISC */
/* sheet_style.c: how the sheet looks: calm, light or dark, light on paper. */
#include "sheet_priv.h"

/* The forms of :root name all colours; print has its own, whatever the
 * screen's. Lines are pieces: no compiler must take a longer literal. */
static const char *const style[] = {
	":root{--paper:#f6f5f1;--card:#fff;--ink:#1f2328;"
	"--soft:#5d6570;--line:#dcd9d0;--safe:#22703d;--care:#8a5a00;"
	"--grave:#a62b2b;--box:#fbf6ea;--link:#1f5f99}\n",
	"@media (prefers-color-scheme:dark){:root{--paper:#15181c;"
	"--card:#1d2126;--ink:#e4e6e9;--soft:#a0a8b2;--line:#343a42;"
	"--safe:#79c895;--care:#e0b25c;--grave:#f0908a;--box:#25231c;"
	"--link:#8fc1f0}}\n",
	"*{box-sizing:border-box}\n",
	"html{-webkit-text-size-adjust:100%}\n",
	"body{margin:0;background:var(--paper);color:var(--ink);"
	"font:1rem/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,"
	"\"Helvetica Neue\",\"DejaVu Sans\",sans-serif;"
	"overflow-wrap:anywhere}\n",
	"main{max-width:54rem;margin:0 auto;"
	"padding:2rem 1.25rem 3rem}\n",
	"h1{font-size:1.9rem;line-height:1.2;letter-spacing:-.01em;"
	"margin:0 0 .35rem}\n",
	"h2{font-size:1.2rem;line-height:1.3;margin:2.2rem 0 .7rem}\n",
	"h3{font-size:1.05rem;line-height:1.3;margin:1rem 0 .4rem}\n",
	"h4{font-size:.85rem;color:var(--soft);margin:.9rem 0 .2rem}\n",
	"p{margin:.3rem 0}\n",
	".dates,.needs,.menu,footer,dt,.label{color:var(--soft);"
	"font-size:.85rem}\n",
	".verdict{font-weight:600;margin:1.1rem 0 .2rem;"
	"padding:.5rem .8rem;border-left:.3rem solid currentColor;"
	"background:var(--card)}\n",
	".total{font-size:1.05rem;font-weight:600;margin:1rem 0}\n",
	"p.safe,.fixes .safe{color:var(--safe)}p.care{"
	"color:var(--care)}p.grave{color:var(--grave)}\n",
	".emergency,.fixes{background:var(--box);"
	"border:1px solid var(--line);border-radius:.7rem;"
	"padding:.4rem 1.2rem 1rem;margin:1.2rem 0}\n",
	".emergency h2,.fixes h2{margin:.7rem 0 .5rem}\n",
	"ol,ul{margin:.3rem 0;padding-left:1.5rem}\n",
	"li{margin:.28rem 0}\n",
	"ol li::marker{color:var(--soft);"
	"font-variant-numeric:tabular-nums}\n",
	".emergency li b,.settings li b{margin-right:.1rem}\n",
	".emergency li b::after,.settings li b::after{content:\":\"}\n",
	".fixes li.care::marker{color:var(--care)}"
	".fixes li.grave::marker{color:var(--grave);"
	"}\n",
	".fixes code{display:block;margin:.15rem 0}\n",
	".card{background:var(--card);border:1px solid var(--line);"
	"border-left:.35rem solid var(--tone);border-radius:.7rem;"
	"margin:0 0 1.1rem;padding:.9rem 1.15rem 1rem}\n",
	".card.safe{--tone:var(--safe)}.card.care{--tone:var(--care)}"
	".card.grave{--tone:var(--grave)}\n",
	".card header{display:flex;align-items:flex-start;gap:.75rem;"
	"margin-bottom:.7rem}\n",
	".card h3{margin:0;font-size:1.15rem}\n",
	".card .name{flex:1;min-width:0}\n",
	".card .name p{margin:0;color:var(--soft)}\n",
	".place{font-weight:700;font-size:1.15rem;line-height:1.3;"
	"color:var(--tone);min-width:1.2rem}\n",
	".badge{border:1px solid var(--tone);color:var(--tone);"
	"border-radius:1rem;padding:.08rem .7rem;font-size:.82rem;"
	"font-weight:600;white-space:nowrap}\n",
	".body{display:grid;grid-template-columns:minmax(0,"
	"5fr) minmax(0,7fr);gap:1.5rem}\n",
	"dl{display:grid;grid-template-columns:max-content minmax(0,"
	"1fr);gap:.15rem .8rem;margin:0}\n",
	"dt{padding-top:.1rem}\n",
	"dd{margin:0}\n",
	"dd.own{font-weight:600}\n",
	".number,code,pre{font-family:ui-monospace,\"SF Mono\",Menlo,"
	"Consolas,\"DejaVu Sans Mono\",monospace;font-size:.88em}\n",
	".number i{font-style:normal;margin-right:.42em;"
	"display:inline-block}\n",
	"figure{margin:.9rem 0 0}\n",
	".qr{display:block;width:38mm;height:38mm;"
	"border-radius:.3rem;margin-bottom:.4rem}\n",
	"figcaption .label{display:block}\n",
	"figcaption code{display:block;overflow-wrap:anywhere}\n",
	".sum{font-weight:600;margin-top:0}\n",
	".who{font-size:.82rem;margin-right:.1rem;color:var(--tone)}\n",
	".who::after{content:\":\"}\n",
	".needs{display:inline-block}\n",
	".needs::before{content:\"\\2013\\00a0\"}\n",
	".menu{display:block}\n",
	".risks{list-style:none;padding-left:0;font-size:.92rem;"
	"color:var(--soft)}\n",
	".risks li{padding-left:1.5rem;position:relative}\n",
	".risks li::before{content:\"!\";position:absolute;"
	"left:.35rem;font-weight:700;color:var(--care)}\n",
	".never{columns:2;column-gap:2rem;font-size:.85rem;"
	"color:var(--soft)}\n",
	".never li{break-inside:avoid}\n",
	"pre{background:var(--card);border:1px solid var(--line);"
	"border-radius:.4rem;padding:.7rem .9rem;"
	"white-space:pre-wrap;margin:.5rem 0}\n",
	"a{color:var(--link)}\n",
	"b,code,.number,.needs{unicode-bidi:isolate}\n",
	".way li::first-letter{text-transform:uppercase}\n",
	"footer{margin-top:2.2rem;border-top:1px solid var(--line);"
	"padding-top:.8rem}\n",
	"@media (max-width:40rem){.body{"
	"grid-template-columns:minmax(0,1fr);gap:.8rem}.card header{"
	"flex-wrap:wrap}.never{columns:1}}\n",
	"@page{margin:14mm 14mm 15mm}\n",
	"@media print{:root{--paper:#fff;--card:#fff;--ink:#000;"
	"--soft:#444;--line:#bbb;--safe:#1b5e33;--care:#6e4700;"
	"--grave:#8e1f1f;--box:#fff;--link:#000;color-scheme:light}\n",
	"html{font-size:9.6pt}body{font-size:1rem;line-height:1.38;"
	"-webkit-print-color-adjust:exact;print-color-adjust:exact}\n",
	"main{max-width:none;padding:0 1pt}\n",
	"h1{font-size:19pt}h2{font-size:13pt;margin-top:1.1rem;"
	"break-after:avoid}h3{break-after:avoid}\n",
	".card,.emergency,.fixes,figure,li,pre{break-inside:avoid}\n",
	".card{margin-bottom:.8rem}.emergency{"
	"border:1.5pt solid #000}\n",
	".body{grid-template-columns:minmax(0,5fr) minmax(0,8fr)}\n",
	"section{break-inside:auto}a{text-decoration:none}}\n",
};

void
sst_sheet_style(struct sst_sheet_out *w)
{
	sst_sheet_raw(w, "<style>\n");
	for (size_t i = 0; i < sizeof(style) / sizeof(style[0]); i++)
		sst_sheet_raw(w, style[i]);
	sst_sheet_raw(w, "</style>\n");
}
