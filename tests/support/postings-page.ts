import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { expectAccessible } from "./accessibility";
import { runJob } from "./app-client";
import type { Journey } from "./journey";
import { payNewLink } from "./paid-link";
import { seeHeading } from "./pay-page";

/** Manage Postings by the words on the screen. */

export const rowOf = (page: Page, name: string) =>
  page.locator("tbody").filter({ has: page.getByRole("link", { name }) });

export const said = (page: Page, text: RegExp) => page.getByRole("status").filter({ hasText: text }).first().waitFor();

export async function openPostings(page: Page, view = "pending_incomplete", q = ""): Promise<void> {
  await page.goto(`/staff/connect/postings?view=${view}&q=${encodeURIComponent(q)}`);
  await seeHeading(page, "Manage Postings");
  await page.waitForLoadState("networkidle");
}

export type NewPosting = { payer: string; invoiceNumber: string; amountCents: number };

/** A paid link whose payment was given a posting record by a person. Gives the payment's id. */
export async function makePosting(journey: Journey, page: Page, posting: NewPosting): Promise<string> {
  const { payer: recipientName, invoiceNumber, amountCents } = posting;
  const { paymentId } = await payNewLink(journey, { invoiceNumber, amountCents, recipientName });
  await page.goto(`/staff/payments/${paymentId}`);
  await page.getByRole("button", { name: "Create posting record" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("heading", { name: "Posting records" }).waitFor();
  await runJob("postings", new Date());
  return paymentId;
}

type Wanted = { times?: number; laterMs?: number };

/**
 * The matter system may take its time: it is asked, and the page looked at again, until that stands there so often. Each further time the
 * job runs `laterMs` later, for what it asks at growing distances.
 */
export async function seeAfterJobs(page: Page, what: Locator, { times = 1, laterMs = 0 }: Wanted = {}): Promise<void> {
  let aheadMs = 0;
  await expect
    .poll(
      async () => {
        if ((await what.count()) >= times) return true;
        await runJob("postings", new Date(Date.now() + aheadMs));
        aheadMs += laterMs;
        await page.reload();
        await page.waitForLoadState("networkidle");
        return false;
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(true);
}

export async function openPending(page: Page, payer: string): Promise<void> {
  await openPostings(page, "pending", payer);
  await seeAfterJobs(page, page.locator("tr[data-row]"));
}

export async function reallocate(page: Page, payer: string, invoices: readonly string[]): Promise<void> {
  await rowOf(page, payer)
    .getByRole("button", { name: /^Reallocate Payment/ })
    .click();
  const dialog = page.getByRole("dialog");
  for (const invoice of invoices) {
    await dialog.getByRole("combobox").selectOption({ label: "Invoice Number" });
    await dialog.getByRole("textbox", { name: "Invoice Number" }).fill(invoice);
    await dialog.getByRole("button", { name: "Search", exact: true }).click();
    await dialog
      .getByRole("checkbox", { name: `Select invoice ${invoice}` })
      .first()
      .check();
  }
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Put it there" }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** Every pending record of every page. */
export async function postAll(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Post All" }).click();
  const dialog = page.getByRole("dialog");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: /^Post \d/ }).click();
  await said(page, /queued and goe?s? out/);
}

export type TakenFile = { name: string; bytes: Buffer };

/** The posting files that a matter system has taken in, from the folder of its Connect service. */
export function listTakenFiles(serviceFolder: string, connectionId: string): TakenFile[] {
  const folder = join(serviceFolder, connectionId, "taken");
  try {
    return readdirSync(folder).map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
  } catch {
    return [];
  }
}
