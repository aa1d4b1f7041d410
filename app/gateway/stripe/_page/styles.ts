/** The look around Stripe's fields. Each token that public/gateway/stripe/fields.js hands on to Stripe is named here, so that it is sent. */
const BASE = `
*,*::before,*::after{box-sizing:border-box}
html{font:400 100%/var(--leading-body) var(--font-sans);color:var(--ink);background:var(--sheet);-webkit-text-size-adjust:100%}
body{margin:0;padding:6px;font-size:var(--text-md);line-height:var(--leading-read);-webkit-font-smoothing:antialiased}
p,h1{margin:0}
[hidden]{display:none!important}
.hint{color:var(--ink-3);font-size:var(--text-sm)}
.problem{margin-top:.5rem;color:var(--danger);font-weight:500;font-size:var(--text-sm);line-height:1.4}
noscript p{color:var(--danger);font-weight:500}
@font-face{font-family:"IBM Plex Sans Variable";src:url("/fonts/ibm-plex-sans-latin-wght-normal.woff2") format("woff2");font-weight:100 700;font-display:swap}
`;

export const FIELD_STYLES = `${BASE}
#fields{min-height:12rem}
#fields:empty{min-height:0}
.tokens{--t:var(--ink-2) var(--edge) var(--pad) var(--pad-edge) var(--on-pad) var(--danger-edge) var(--accent) var(--focus) var(--border-width) var(--focus-width) var(--mark-width) var(--radius-2)}
`;

export const CHALLENGE_STYLES = `${BASE}
.page{display:grid;gap:var(--space-3);padding:var(--space-4);border:var(--border-width) solid var(--edge);border-radius:var(--radius-2)}
h1{font-size:var(--text-lg);font-weight:600;line-height:var(--leading-snug)}
`;
