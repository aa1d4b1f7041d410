import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { PHONE, useJourney } from "../support/journey";
import { seeHeading } from "../support/pay-page";

const journey = useJourney();

const LISTS = [
  { path: "/staff/payers", title: "Payers", none: "No payer matches", file: "payers" },
  { path: "/staff/send/sent", query: "status=all", title: "Sent Pages", none: "No link matches", file: "sent" },
  { path: "/staff/alerts", title: "Alerts", none: "No alert matches", file: "alerts" },
  {
    path: "/staff/payments/trust",
    title: "Trust balances",
    none: /^No client or matter number begins with/,
    file: "trust",
  },
] as const;
type List = (typeof LISTS)[number];

const rows = (page: Page) => page.locator("tr[data-row]");
const heads = (page: Page) =>
  page.locator("thead:has(th[data-column])").first().locator("th[data-column]").allInnerTexts();

async function open(page: Page, list: List, search = ""): Promise<void> {
  const parts = ["query" in list ? list.query : "", search].filter(Boolean).join("&");
  await page.goto(parts ? `${list.path}?${parts}` : list.path);
  await seeHeading(page, list.title);
}

/** By the last of its heads, the other way where it is ordered by that one; the column and how it is ordered then. */
async function orderByLast(page: Page): Promise<{ column: string; sort: string | null }> {
  const head = page.locator("thead:has(th[data-column])").first().locator("th[data-column]:has(a.sort)").last();
  const column = (await head.getAttribute("data-column")) ?? "";
  const before = await sortOf(page, column);
  await head.locator("a.sort").click();
  await expect.poll(() => sortOf(page, column)).not.toBe(before);
  return { column, sort: await sortOf(page, column) };
}

function sortOf(page: Page, column: string): Promise<string | null> {
  return page.locator(`thead th[data-column="${column}"]`).first().getAttribute("aria-sort");
}

/** In the open Column Configurator: the last of the columns that may be hidden. */
async function hideOne(page: Page, labels: readonly string[]): Promise<void> {
  for (const label of [...labels].reverse()) {
    const box = page.getByRole("checkbox", { name: label.trim(), exact: true });
    if (!label.trim() || (await box.count()) !== 1 || !(await box.isEnabled())) continue;
    return box.click();
  }
  throw new Error(`None of ${labels.join(", ")} may be hidden.`);
}

describe.each(LISTS)("the list $title", (list) => {
  it("is ordered by its heads, arranged, searched and exported, and stays as it was left", async () => {
    const page = await journey.newStaff("clerk");
    await open(page, list);
    const before = await heads(page);
    expect(await rows(page).count()).toBeGreaterThan(0);
    await expectAccessible(page);

    const { column, sort } = await orderByLast(page);
    expect(sort).not.toBeNull();
    await open(page, list);
    expect(await sortOf(page, column)).toBe(sort);

    await page.getByRole("button", { name: "Columns" }).click();
    await hideOne(page, before);
    await expect.poll(async () => (await heads(page)).length).toBe(before.length - 1);
    // It is pale while the rows are fetched.
    await page.locator("table[aria-busy]").waitFor({ state: "detached" });
    await expectAccessible(page);
    await page.getByRole("button", { name: "Reset to default" }).click();
    await expect.poll(() => heads(page)).toEqual(before);
    await page.getByRole("button", { name: "Done" }).click();

    const ticked = rows(page).first();
    await ticked.getByRole("checkbox").click();
    await page
      .getByRole("status")
      .filter({ hasText: /^1 selected$/ })
      .waitFor();
    await page.locator("summary", { hasText: "Export" }).click();
    await page.getByText("The selected row").waitFor();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Selected, CSV (.csv)" }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(new RegExp(`^${list.file}-\\d{4}-\\d\\d-\\d\\d\\.csv$`));
    const written = parse(await readFile(await file.path()), { bom: true, record_delimiter: "\r\n" }) as string[][];
    expect(written).toHaveLength(2);

    await open(page, list, "q=nothing-bears-this-name");
    await page.getByText(list.none).first().waitFor();
    expect(await rows(page).count()).toBe(0);
    await expectAccessible(page);
  });

  it("fits a phone", async () => {
    const page = await journey.newStaff("clerk", PHONE);
    await open(page, list);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
