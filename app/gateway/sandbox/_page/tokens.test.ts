import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cutTokens } from "../../_page/tokens";
import { CHALLENGE_STYLES, FIELD_STYLES } from "./styles";

const TOKENS = readFileSync("app/tokens.css", "utf8");

describe("cutTokens", () => {
  it("keeps what is used, also through another token, and drops the rest with its empty rules", () => {
    const tokens =
      "/* c */ @font-face { src: url(x); } :root { --a: var(--b); --b: 1px; --c: 2px; } [data-x] { --c: 3px; } @media (y) { :root { --b: 4px; } }";
    expect(cutTokens(tokens, "p{margin:var(--a)}")).toBe(
      ":root { --a:var(--b); --b:1px; } @media (y) { :root { --b:4px; } }",
    );
  });

  it.each([
    ["fields", FIELD_STYLES],
    ["challenge", CHALLENGE_STYLES],
  ])("leaves the %s page no reference without a value, in every theme", (_, styles) => {
    const cut = cutTokens(TOKENS, styles);
    const used = new Set([...styles.matchAll(/var\((--[a-z0-9-]+)/g)].map((found) => found[1]));
    for (const name of used) expect(cut).toContain(`${name}:`);
    const colours = [...used].filter((name) => new RegExp(`data-theme="dark"\\][^}]*${name}:`).test(cut));
    expect(colours).toContain("--ink");
    for (const theme of ["light", "dark", "hc-light", "hc-dark"]) {
      for (const name of colours) expect(cut).toMatch(new RegExp(`data-theme="${theme}"\\][^}]*${name}:`));
    }
    expect(cut).not.toMatch(/{\s*}/);
    expect(cut.length).toBeLessThan(TOKENS.length / 3);
  });
});
