import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The page as it stands, with its frames, breaks no rule of WCAG 2.2 A and AA that a machine can judge. */
export async function expectAccessible(page: Page): Promise<void> {
  // The framework sends a page's title after the page itself when one moves within the app: it is waited for, and not axe's to judge.
  await expect.poll(() => page.title()).not.toBe("");
  const isForced = await page.evaluate(() => matchMedia("(forced-colors: active)").matches);
  // Only faults are read, so nothing else need be described.
  const builder = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).withTags(RULES);
  const unasked = ["document-title"];
  // A page without frames needs no second page in which the findings of its frames are put together.
  if (page.frames().length === 1) builder.setLegacyMode();
  // A frame that runs no script, such as the preview of a mail, cannot be asked.
  else builder.exclude("iframe[sandbox='']");
  // Where the system forces its colours it answers for their contrast, and axe reads a colour that is not painted.
  if (isForced) unasked.push("color-contrast");
  builder.disableRules(unasked);
  const { violations } = await builder.analyze();
  const faults = violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id} at ${node.target.join(" ")}: ${node.failureSummary ?? ""}`),
  );
  expect(faults, page.url()).toEqual([]);
}
