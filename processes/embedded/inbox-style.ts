/** The inbox's only style sheet: the palette of Usher, light and dark, list beside mail on a desk, one above on a phone. */
export const inboxStyle = `
:root{color-scheme:light;--bg:#f6f5f2;--surface:#fff;--sunken:#eeece7;--line:#e3e0d9;--strong:#857f74;--text:#1d1c1a;
--text-2:#55524b;--text-3:#67635b;--link:#1f4fb0;--font:"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",sans-serif;
--mono:"SF Mono",Menlo,Consolas,"Liberation Mono",monospace}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;--bg:#141310;--surface:#1c1b18;--sunken:#2b2925;--line:#34312b;
--strong:#8f897d;--text:#f0eee8;--text-2:#beb9ae;--text-3:#aba599;--link:#9dbcf5}}
*{box-sizing:border-box}
html,body{height:100%;margin:0}
body{background:var(--bg);color:var(--text);font:400 .875rem/1.45 var(--font);display:flex;flex-direction:column}
a{color:var(--link)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.top{display:flex;flex-wrap:wrap;align-items:center;gap:8px 16px;padding:12px 20px;border-bottom:1px solid var(--line);background:var(--surface)}
.top h1{font-size:1rem;margin:0;font-weight:600}
.top h1 a{color:inherit;text-decoration:none}
.top p{margin:0;color:var(--text-3);font-size:.8125rem}
.top form{margin-left:auto;display:flex;gap:8px}
input,button,.button{font:inherit;min-height:32px;padding:4px 12px;border:1px solid var(--strong);border-radius:6px;background:var(--surface);color:var(--text)}
input{width:230px}
button,.button{cursor:pointer;text-decoration:none;display:inline-flex;align-items:center}
button:hover,.button:hover{background:var(--sunken)}
.split{flex:1;min-height:0;display:grid;grid-template-columns:minmax(280px,380px) 1fr}
nav{overflow-y:auto;border-right:1px solid var(--line);background:var(--surface)}
nav ol{list-style:none;margin:0;padding:0}
nav li a{display:block;padding:12px 20px;border-bottom:1px solid var(--line);color:inherit;text-decoration:none}
nav li a:hover{background:var(--bg)}
nav li a:focus-visible{outline-offset:-2px}
nav li a[aria-current]{background:var(--sunken);box-shadow:inset 3px 0 var(--link)}
nav .who{display:flex;gap:12px;justify-content:space-between;color:var(--text-2);font-size:.8125rem}
nav .who span,nav .says{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
nav time{flex:none;color:var(--text-3)}
nav strong{display:block;font-weight:600;overflow-wrap:anywhere}
nav .says{display:block;color:var(--text-3);font-size:.8125rem}
section{min-width:0;min-height:0;overflow:auto;display:flex;flex-direction:column;padding:20px}
section h2{font-size:1.375rem;line-height:1.25;font-weight:600;margin:0 0 12px;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:auto 1fr;gap:2px 16px;margin:0 0 12px;font-size:.8125rem}
dt{color:var(--text-3)}dd{margin:0;overflow-wrap:anywhere}
.views{display:flex;flex-wrap:wrap;gap:8px;margin:0 0 12px}
.views [aria-current]{background:var(--text);color:var(--bg);border-color:var(--text)}
iframe{flex:1;width:100%;min-height:420px;border:1px solid var(--line);border-radius:10px;background:#fff}
pre{flex:1;margin:0;padding:20px;border:1px solid var(--line);border-radius:10px;background:var(--surface);
font:400 .875rem/1.55 var(--mono);white-space:pre-wrap;overflow-wrap:anywhere}
.empty{margin:auto;max-width:34em;text-align:center;color:var(--text-2);padding:48px 20px}
.empty h2{color:var(--text)}
.back{display:none}
@media (forced-colors:active){nav li a[aria-current]{border-left:4px solid}}
@media (max-width:760px){
.top{padding:12px 16px}.top form{margin:0;width:100%}input{flex:1;width:auto;min-width:0;font-size:1rem}
input,button,.button{min-height:44px}
.split{display:block;overflow:auto}
nav{border:0}nav li a{padding:12px 16px}
.reading nav,.choosing section{display:none}
section{padding:16px;min-height:100%}
.back{display:inline-flex}
iframe{min-height:70vh}}
`

/** Keeps the list current: the server says when something changed, the page fetches itself and swaps its list. */
export const inboxScript = `
const refresh = async () => {
  const answer = await fetch(location.href)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const part of ['#count', '#list', '#none'])
    document.querySelector(part)?.replaceWith(page.querySelector(part) ?? document.querySelector(part))
}
const live = new EventSource('/api/live')
live.addEventListener('change', refresh)
let opened = false
live.addEventListener('open', () => { if (opened) refresh(); opened = true })
document.querySelector('#clear')?.addEventListener('click', async () => {
  if (!confirm('Delete all mails of this inbox?')) return
  await fetch('/api/mails', { method: 'DELETE' })
  location.assign('/')
})
`
