import { readFileSync } from "node:fs";
import { join } from "node:path";

let cached: string | null = null;

/**
 * The product's design tokens for a page outside React: `app/tokens.css` in all four themes and the device's, cut down to the
 * custom properties that `styles` uses. Read from disk once per process.
 */
export function readTokens(styles: string): string {
  cached ??= readFileSync(join(process.cwd(), "app", "tokens.css"), "utf8");
  return cutTokens(cached, styles);
}

const DECLARATION = /(--[a-z0-9-]+)\s*:\s*([^;{}]*);?/g;

/** Pure: keeps, of the tokens' declarations, those that `styles` refers to directly or through another token. */
export function cutTokens(tokens: string, styles: string): string {
  const plain = tokens
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/@font-face\s*{[^}]*}/g, "")
    .replace(/@media print\s*{[\s\S]*?}\s*}/g, "");
  const needed = new Set(referencesOf(styles));
  for (let before = -1; before !== needed.size; ) {
    before = needed.size;
    for (const [, name = "", value = ""] of plain.matchAll(DECLARATION)) {
      if (needed.has(name)) for (const inner of referencesOf(value)) needed.add(inner);
    }
  }
  const kept = plain.replace(DECLARATION, (_, name: string, value: string) =>
    needed.has(name) ? `${name}:${value.trim()};` : "",
  );
  return dropEmptyRules(kept).replace(/\s+/g, " ").trim();
}

function referencesOf(css: string): string[] {
  return [...css.matchAll(/var\((--[a-z0-9-]+)/g)].map((found) => found[1] ?? "");
}

function dropEmptyRules(css: string): string {
  const fewer = css.replace(/[^{};]+{\s*}/g, "");
  return fewer === css ? css : dropEmptyRules(fewer);
}
