// node scripts/check-tokens.mjs [--all]   Contrast of every text and control pair in every theme, equality of the device copies
// with the named themes, and distance of the chart colours under the three deficiencies of colour vision.
import { readFileSync } from "node:fs";

const TOKENS = new URL("../app/tokens.css", import.meta.url);
const GROUNDS = ["paper", "sheet", "sheet-2", "well", "hover", "selected"];
const INKS = ["ink", "ink-2", "ink-3", "link", "danger", "warn", "ok", "info", "dispute", "trust", "operating"];
const CHARTS = [1, 2, 3, 4, 5, 6].map((number) => `chart-${number}`);
const DEVICE_COPIES = {
  "(prefers-color-scheme: dark)": "dark",
  "(prefers-contrast: more)": "hc-light",
  "(prefers-contrast: more) and (prefers-color-scheme: dark)": "hc-dark",
};
// Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB.
const VISIONS = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const { themes, copies } = readThemes(readFileSync(TOKENS, "utf8").replace(/\/\*[\s\S]*?\*\//g, ""));
const pairs = listPairs();
const failures = [
  ...Object.entries(themes).flatMap(([name, theme]) => checkContrast(name, theme)),
  ...Object.entries(DEVICE_COPIES).flatMap(([query, name]) => checkCopy(query, name)),
  ...Object.entries(themes).flatMap(([name, theme]) => checkCharts(name, theme)),
];
if (Object.keys(themes).length !== 4) failures.push(`found ${Object.keys(themes).length} themes, not 4`);
for (const line of failures) console.log(`FAIL ${line}`);
console.log(failures.length > 0 ? `${failures.length} failed` : "all pass");
process.exitCode = failures.length > 0 ? 1 : 0;

/** Both kinds of blocks: `[data-theme="dark"] {...}` and the same for the device in a media query. */
function readThemes(css) {
  const named = {};
  const device = {};
  for (const [, name, body] of css.matchAll(/\[data-theme="([\w-]+)"\]\s*\{([^}]*)\}/g))
    named[name] ??= readTokens(body);
  for (const [, query, body] of css.matchAll(/@media (\([^{]*\))\s*\{\s*:root:not\(\[data-theme\]\)\s*\{([^}]*)\}/g)) {
    device[query.trim()] = readTokens(body);
  }
  return { themes: named, copies: device };
}

/** Name to value; of what a firm may replace, our own value. */
function readTokens(body) {
  const found = [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)];
  return Object.fromEntries(
    found.map(([, name, value]) => [name, value.trim().replace(/^var\(--brand-[\w-]+, (#\w+)\)$/, "$1")]),
  );
}

/** Every foreground on every ground it stands on, as `[foreground, ground, "text" | "ui"]`. */
function listPairs() {
  const list = [];
  const text = (front, grounds) => list.push(...grounds.map((ground) => [front, ground, "text"]));
  const ui = (front, grounds) => list.push(...grounds.map((ground) => [front, ground, "ui"]));
  for (const ink of INKS) text(ink, GROUNDS);
  text("on-accent", ["accent", "accent-hover", "accent-press"]);
  text("on-danger", ["danger-solid"]);
  text("on-trust", ["trust"]);
  for (const kind of ["danger", "warn", "ok", "info", "trust", "operating"]) {
    for (const front of [kind, "ink", "ink-2", "ink-3", "link"]) text(front, [`${kind}-soft`]);
  }
  for (const front of ["ink", "ink-2"]) text(front, ["pad", "accent-soft"]);
  for (const front of ["ink-3", "on-pad", "danger"]) text(front, ["pad"]);
  text("link", ["accent-soft"]);
  for (const front of ["spine-ink", "spine-ink-2"]) text(front, ["spine", "spine-2"]);
  text("sheet", ["ink"]);
  ui("spine-mark", ["spine", "spine-2"]);
  ui("edge", ["paper", "sheet", "sheet-2"]);
  ui("focus", [...GROUNDS, "pad", "accent-soft"]);
  ui("accent", GROUNDS);
  ui("pad-edge", ["pad", "sheet", "paper"]);
  ui("danger-edge", ["sheet", "paper", "danger-soft"]);
  for (const kind of ["warn", "ok", "info", "operating"]) ui(`${kind}-edge`, ["sheet", `${kind}-soft`]);
  ui("trust-edge", ["sheet", "paper", "trust-soft"]);
  for (const chart of CHARTS) ui(chart, ["sheet", "paper"]);
  return list;
}

function checkContrast(name, theme) {
  const strong = name.startsWith("hc");
  const lowest = { text: { ratio: 99 }, ui: { ratio: 99 } };
  const problems = [];
  for (const [front, ground, kind] of pairs) {
    if (!theme[front] || !theme[ground]) {
      problems.push(`${name}: token ${theme[front] ? ground : front} missing`);
      continue;
    }
    const ratio = contrast(theme[front], theme[ground]);
    const floor = floorOf(kind, strong, front);
    if (ratio < floor) problems.push(`${name}: ${front} on ${ground} ${ratio.toFixed(2)} < ${floor}`);
    if (ratio < lowest[kind].ratio) lowest[kind] = { ratio, words: `${front} on ${ground}` };
    if (process.argv.includes("--all"))
      console.log(`${name.padEnd(9)} ${ratio.toFixed(2).padStart(5)} ${kind.padEnd(4)} ${front} on ${ground}`);
  }
  const { text, ui } = lowest;
  console.log(
    `${name.padEnd(9)} ${pairs.length} pairs; lowest text ${text.ratio.toFixed(2)} (${text.words}), lowest control ${ui.ratio.toFixed(2)} (${ui.words})`,
  );
  return problems;
}

function floorOf(kind, strong, front) {
  if (kind === "text") return strong ? 7 : 4.5;
  return strong && front === "edge" ? 4.5 : 3;
}

function checkCopy(query, name) {
  return JSON.stringify(copies[query]) === JSON.stringify(themes[name])
    ? []
    : [`device copy ${query} differs from ${name}`];
}

/** Two series must stay apart for every eye: OKLab distance of at least 5. */
function checkCharts(name, theme) {
  let worst = { distance: 99 };
  for (const [eye, matrix] of Object.entries(VISIONS)) {
    for (const [index, first] of CHARTS.entries()) {
      for (const second of CHARTS.slice(index + 1)) {
        const [a, b] = [seenBy(matrix, theme[first]), seenBy(matrix, theme[second])];
        const distance = 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
        if (distance < worst.distance) worst = { distance, words: `${first} and ${second} (${eye})` };
      }
    }
  }
  console.log(`${name.padEnd(9)} charts: closest pair ${worst.words}, distance ${worst.distance.toFixed(1)}`);
  return worst.distance < 5 ? [`${name}: chart colours too close: ${worst.words}`] : [];
}

function linearRgb(hex) {
  return [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
}

function contrast(first, second) {
  const [high, low] = [first, second].map(luminance).sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex) {
  const [red, green, blue] = linearRgb(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** A colour as one kind of eye sees it, in OKLab. */
function seenBy(matrix, hex) {
  const source = linearRgb(hex);
  const [red, green, blue] = matrix.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, weight, i) => sum + weight * source[i], 0),
      ),
    ),
  );
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  ];
}
