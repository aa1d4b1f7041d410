import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrastOf, toHex, toOklch } from "@/lib/colours/rules";
import { brandVariables, checkAccent, choiceOf, fitLogo, keptBrand, keptVariables, logoOf, PLAIN } from "./rules";

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
const tokens = readFileSync("app/tokens.css", "utf8");

/** The value of a token in a theme of the product. */
function token(theme: "light" | "dark", name: string): string {
  const body = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(tokens)?.[1] ?? "";
  return new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(body)?.[1] ?? "";
}

const GROUNDS =
  "paper sheet sheet-2 well hover selected danger-soft warn-soft ok-soft info-soft trust-soft operating-soft".split(
    " ",
  );

describe("a firm's colour", () => {
  it("can be read whatever it is: letters on it, its letters on every ground of both themes", () => {
    fc.assert(
      fc.property(colour, (accent) => {
        const made = brandVariables({ ...PLAIN, accent });
        const of = (name: string) => made[`--brand-${name}`] ?? "";
        for (const ground of GROUNDS) {
          expect(contrastOf(of("link"), token("light", ground))).toBeGreaterThanOrEqual(4.5);
          expect(contrastOf(of("link-dark"), token("dark", ground))).toBeGreaterThanOrEqual(4.5);
        }
        for (const state of ["", "-hover", "-press"]) {
          expect(contrastOf(of(`accent${state}`), of("on-accent"))).toBeGreaterThanOrEqual(4.5);
          expect(contrastOf(of(`accent${state}-dark`), of("on-accent-dark"))).toBeGreaterThanOrEqual(4.5);
        }
        expect(contrastOf(of("link"), of("accent-soft"))).toBeGreaterThanOrEqual(4.5);
        expect(contrastOf(of("link-dark"), of("accent-soft-dark"))).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 300 },
    );
  });

  it("stays when it can be read, and is the same hue, darker, when it cannot", () => {
    expect(checkAccent("#5b2a52")).toMatchObject({ used: "#5b2a52", isCorrected: false });
    const yellow = checkAccent("#f2c200");
    expect(yellow.isCorrected).toBe(true);
    expect(yellow.givenRatio).toBeLessThan(2);
    expect(yellow.usedRatio).toBeGreaterThanOrEqual(4.5);
    expect(Math.abs(toOklch(yellow.used).h - toOklch("#f2c200").h)).toBeLessThan(6);
  });

  it("is written and read back as the same colour", () => {
    fc.assert(
      fc.property(colour, (hex) => {
        expect(toHex(toOklch(hex))).toBe(hex);
      }),
    );
  });

  it.each([
    ["#000000", "#ffffff", 21],
    ["#ffffff", "#ffffff", 1],
    ["#767676", "#ffffff", 4.54],
  ])("%s stands on %s at %d to 1", (one, other, ratio) => {
    expect(contrastOf(one, other)).toBeCloseTo(ratio, 2);
  });
});

describe("what is kept of a brand", () => {
  const logo = { id: "lgo_1", kind: "png", width: 400, height: 100, hasName: true } as const;

  it.each(["paper", "flat", "gradient", "two_tone"] as const)("gives the choice back: %s", (background) => {
    const choice = { accent: "#5b2a52", background, ground: "#102030", ground2: "#fefefe" };
    const kept = keptBrand(choice, logo);
    expect(choiceOf(kept)).toEqual(choice);
    expect(logoOf({ firmId: "frm_1", brand: kept })).toEqual({ ...logo, url: "/logo/frm_1/lgo_1" });
    // Nothing but a plain colour, length or gradient passes onto a page (components/layout/brand-style.tsx).
    for (const value of Object.values(keptVariables(kept))) expect(value).toMatch(/^[#\w\s.,%()/-]*$/);
    expect("--brand-background" in kept).toBe(background !== "paper");
  });

  it("is nothing for a firm that chose nothing", () => {
    expect(brandVariables(PLAIN)).toEqual({});
    expect(choiceOf({})).toEqual(PLAIN);
    expect(logoOf({ firmId: "frm_1", brand: {} })).toBeNull();
  });

  it("reads a brand from before there was a choice", () => {
    const old = { "--brand-accent": "#5b2a52", "--brand-background": "#efe9ee" };
    expect(choiceOf(old)).toMatchObject({ accent: "#5b2a52", background: "two_tone", ground: "#5b2a52" });
  });
});

it.each([
  [400, 100, 176, 44],
  [100, 400, 11, 44],
  [40, 20, 40, 20],
  [2_000, 16, 192, 2],
])("fits a logo of %d by %d into the head", (width, height, shownWidth, shownHeight) => {
  expect(fitLogo({ width, height }, { width: 192, height: 44 })).toEqual({ width: shownWidth, height: shownHeight });
});
