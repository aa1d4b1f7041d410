/** The look of the sandbox gateway's framed pages: the product's public fields (LOOK section 5), with nothing that is not needed. */
const BASE = `
*,*::before,*::after{box-sizing:border-box}
html{font:400 100%/var(--leading-body) var(--font-sans);color:var(--ink);-webkit-text-size-adjust:100%}
body{margin:0;padding:6px;font-size:var(--text-md);line-height:var(--leading-read);font-variant-numeric:var(--figures);-webkit-font-smoothing:antialiased}
p,h1,dl,dd{margin:0}
input,select,button{font:inherit;font-variant-numeric:inherit;color:inherit}
:focus-visible{outline:var(--focus-width) solid var(--focus);outline-offset:var(--focus-gap)}
svg{width:1em;height:1em;flex:none;fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
[hidden]{display:none!important}
@font-face{font-family:"IBM Plex Sans Variable";src:url("/fonts/ibm-plex-sans-latin-wght-normal.woff2") format("woff2");font-weight:100 700;font-display:swap}
`;

export const FIELD_STYLES = `${BASE}
form{display:grid;gap:var(--space-4);background:var(--sheet)}
.field{min-width:0}
.label{margin-bottom:.375rem;font-size:.9375rem;font-weight:600;line-height:var(--leading-read)}
.three .label{line-height:var(--leading-snug)}
.star{margin-left:.15em;color:var(--on-pad);font-weight:500;font-size:var(--text-xs)}
#brand{float:right;font-size:var(--text-sm);color:var(--ink-2)}
.box{position:relative}
input,select{width:100%;min-height:var(--control-public);padding:0 .85rem;border:var(--border-width) solid var(--edge);border-radius:var(--radius-2);background:var(--sheet);font-size:var(--text-md);appearance:none}
input::placeholder{color:var(--ink-3);opacity:1}
input:placeholder-shown{background:var(--pad);border-color:var(--pad-edge);box-shadow:inset var(--mark-width) 0 0 var(--pad-edge)}
input[aria-invalid]{border-color:var(--danger-edge);box-shadow:inset 0 0 0 1px var(--danger-edge);background:var(--sheet)}
#number{padding-right:2.9rem}
select{padding-right:2.5rem}
.end{position:absolute;right:.85rem;top:0;height:var(--control-public);display:inline-flex;align-items:center;gap:.4em;color:var(--ink-3);pointer-events:none;font-size:1rem}
.hint{margin-top:.35rem;font-size:var(--text-sm);color:var(--ink-3);line-height:1.4}
.field:has([aria-invalid])>#hint{display:none}
.error{display:flex;gap:.4em;margin-top:.375rem;font-size:var(--text-sm);font-weight:500;color:var(--danger);line-height:1.4}
.error svg{font-size:.875rem;margin-top:.2em}
.three{display:grid;grid-template-columns:1fr 1fr;column-gap:var(--space-3);align-items:end}
.three .error{grid-column:1/-1}
.three>#expiry-error{order:1}.three>#code-error{order:2}.three>.zip{order:3;grid-column:1/-1;margin-top:var(--space-4)}.three>#zip-error{order:4}
@media(min-width:24rem){.three{grid-template-columns:repeat(3,1fr)}.three>.zip{order:0;grid-column:auto;margin-top:0}}
[data-size="desk"] .label{font-size:var(--text-sm);line-height:var(--leading-body)}
[data-size="desk"] :is(input,select){min-height:var(--control);padding-left:.7rem;font-size:var(--text-base)}
[data-size="desk"] .end{height:var(--control);right:.7rem;font-size:.875rem}
[data-size="desk"] :is(.hint,.error,#brand){font-size:var(--text-xs)}
@media(pointer:coarse){[data-size="desk"] :is(input,select){font-size:var(--text-md)}}
noscript p{color:var(--danger);font-weight:500}
@media(forced-colors:active){input:placeholder-shown{border-left-width:4px}input[aria-invalid]{outline:1px solid}}
`;

export const CHALLENGE_STYLES = `${BASE}
.page{display:grid;gap:var(--space-4);background:var(--sheet)}
h1{font-size:var(--text-lg);font-weight:600;line-height:1.3}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.4rem 1.25rem;font-size:.9375rem}
dt{color:var(--ink-2)}dd{font-weight:500}
.mute{font-size:var(--text-sm);color:var(--ink-2)}
form{display:grid;grid-template-columns:1fr 1fr;gap:var(--space-3)}
button{min-height:var(--control-public);padding:0 var(--space-4);border:var(--border-width) solid var(--edge);border-radius:var(--radius-2);background:var(--sheet);font-weight:500;cursor:pointer}
button:hover{background:var(--hover)}
.primary{background:var(--accent);border-color:var(--accent);color:var(--on-accent);font-weight:600}
.primary:hover{background:var(--accent-hover)}
`;
