import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { runJob } from "../support/app-client";
import { type ConnectService, demoConnectionId, startConnectService } from "../support/connect-service";
import { DESK, PHONE, useJourney } from "../support/journey";
import { readFocus, tabTo } from "../support/keyboard";
import { payNewLink } from "../support/paid-link";
import { seeHeading } from "../support/pay-page";

const journey = useJourney();
let service: ConnectService;

beforeAll(async () => {
  service = await startConnectService({
    databaseUrl: inject("appDatabaseUrl"),
    portalUrl: inject("appUrl"),
  });
}, 120_000);
afterAll(() => service?.stop());

const VIEWS = ["Pending/Incomplete", "Pending", "Incomplete", "Posted", "Removed", "Queued", "All (Read Only)"];
const rowOf = (page: Page, name: string) => page.locator("tbody").filter({ has: page.getByRole("link", { name }) });
const said = (page: Page, text: RegExp) => page.getByRole("status").filter({ hasText: text }).first().waitFor();

async function openPostings(page: Page, view = "pending_incomplete", q = ""): Promise<void> {
  await page.goto(`/staff/connect/postings?view=${view}&q=${encodeURIComponent(q)}`);
  await seeHeading(page, "Manage Postings");
  await page.waitForLoadState("networkidle");
}

/** A paid link whose payment was given a posting record by a person. */
async function makePosting(page: Page, payer: string, invoiceNumber: string, amountCents: number): Promise<void> {
  const paid = await payNewLink(journey, { invoiceNumber, amountCents, recipientName: payer });
  await page.goto(`/staff/payments/${paid.paymentId}`);
  await page.getByRole("button", { name: "Create posting record" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("heading", { name: "Posting records" }).waitFor();
  await runJob("postings", new Date());
}

/** The matter system may take its time: it is asked, and the page looked at again, until that stands there. */
async function seeAfterJobs(page: Page, what: Locator): Promise<void> {
  await expect
    .poll(
      async () => {
        if ((await what.count()) > 0) return true;
        await runJob("postings", new Date());
        await page.reload();
        await page.waitForLoadState("networkidle");
        return false;
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe(true);
}

async function openPending(page: Page, payer: string): Promise<void> {
  await openPostings(page, "pending", payer);
  await seeAfterJobs(page, page.locator("tr[data-row]"));
}

async function reallocate(page: Page, payer: string, invoices: readonly string[]): Promise<void> {
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

async function post(page: Page, payer: string): Promise<void> {
  await openPending(page, payer);
  for (const box of await page.getByRole("checkbox", { name: new RegExp(payer) }).all()) await box.check();
  await page.getByRole("button", { name: "Post Selected" }).click();
  await said(page, /queued and goes? out|queued and go out/);
}

/** Files are made, delivered and taken in; the one that holds this text. */
async function deliver(text: string): Promise<string> {
  const find = () => takenFiles().find((file) => file.includes(text)) ?? "";
  await expect
    .poll(
      async () => {
        if (find() !== "") return true;
        await runJob("postings", new Date());
        return false;
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe(true);
  return find();
}

function takenFiles(): string[] {
  const folder = join(service.folder, demoConnectionId("threeE"), "taken");
  try {
    return readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  } catch {
    return [];
  }
}

describe("Manage Postings", () => {
  it("opens on Pending/Incomplete, with the seven views in their order, and shows all states legibly", async () => {
    const page = await journey.newStaff("clerk");
    await page.goto("/staff/connect/postings");
    await seeHeading(page, "Manage Postings");
    const tabs = page.getByRole("navigation", { name: "Views" }).getByRole("link");
    expect((await tabs.allInnerTexts()).map((text) => text.replace(/[\s\d,]+$/, ""))).toEqual(VIEWS);
    expect(await tabs.first().getAttribute("aria-current")).toBe("page");
    await page.locator('tbody[data-flag="danger"]').first().waitFor();
    await expectAccessible(page);
    for (const view of ["posted", "removed", "queued", "all"]) {
      await openPostings(page, view);
      await expectAccessible(page);
    }
    expect(await page.getByRole("button", { name: /Post|Remove|Edit/ }).count()).toBe(0);
    const phone = await journey.newStaff("clerk", PHONE);
    await openPostings(phone);
    await expectAccessible(phone);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  it("takes a record through the queue into one file, to the cent, and sees it confirmed; then its invoice is open no more", async () => {
    const page = await journey.newStaff("clerk");
    await makePosting(page, "Quentin Ledger", "204183", 77_700);
    await openPending(page, "Quentin Ledger");
    await page.getByRole("button", { name: "Preview the file" }).click();
    await expectAccessible(page);
    await page
      .getByRole("dialog")
      .getByText("Quentin Ledger")
      .or(page.getByRole("dialog").getByText("777.00"))
      .first()
      .waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await post(page, "Quentin Ledger");
    await openPostings(page, "queued", "Quentin Ledger");
    await page
      .getByText(/at most 10|within 10 minutes/)
      .first()
      .waitFor();
    const file = await deliver("777.00");
    const amounts = JSON.stringify(new XMLParser({ ignoreAttributes: false, parseTagValue: false }).parse(file));
    expect(amounts).toContain('"777.00"');
    await openPostings(page, "posted", "Quentin Ledger");
    await rowOf(page, "Quentin Ledger").getByText("Posted").or(page.getByText("Confirmed")).first().waitFor();
    await runJob("postings", new Date(Date.now() + 3 * 60_000));
    await page.reload();
    await rowOf(page, "Quentin Ledger").getByText("Confirmed").waitFor();

    await makePosting(page, "Rosalind Late", "204183", 5_000);
    await openPostings(page, "incomplete", "Rosalind Late");
    await seeAfterJobs(page, page.getByText("No open invoice 204183."));
    await reallocate(page, "Rosalind Late", ["204187"]);
    await openPending(page, "Rosalind Late");
    await page.getByText("204187").first().waitFor();
  });

  it.each([
    ["a number that is not there", "Ines Wrong", "909091", 20_000, "Invoice not found.", ["204187"]],
    ["a number that two bills share", "Otto Double", "204188", 30_000, "Several invoices match.", ["204187"]],
    ["more than is open", "Petra Over", "204184", 60_000, "Amount over balance.", ["204184", "204185"]],
  ])("says why a record with %s is incomplete, and resolves it", async (_what, payer, number, cents, title, places) => {
    const page = await journey.newStaff("clerk");
    await makePosting(page, payer, number, cents);
    await openPostings(page, "pending_incomplete", payer);
    await seeAfterJobs(page, page.getByText(title));
    await expectAccessible(page);
    await reallocate(page, payer, places);
    await openPending(page, payer);
    await expect.poll(() => page.locator("tr[data-row]").count()).toBe(places.length);
  });

  it("removes a record with a way back, and moves it to Pending again", async () => {
    const page = await journey.newStaff("clerk");
    await makePosting(page, "Hedda Hand", "204187", 4_200);
    await openPending(page, "Hedda Hand");
    await page.getByRole("checkbox", { name: /Hedda Hand/ }).check();
    await page.getByRole("button", { name: "Remove Posts" }).click();
    await said(page, /1 record was removed/);
    await page.getByRole("button", { name: "Undo" }).click();
    await said(page, /1 record is pending again/);
    await page.getByRole("checkbox", { name: /Hedda Hand/ }).check();
    await page.getByRole("button", { name: "Remove Posts" }).click();
    await said(page, /1 record was removed/);
    await openPostings(page, "removed", "Hedda Hand");
    await page.getByRole("checkbox", { name: /Hedda Hand/ }).check();
    await page.getByRole("button", { name: "Move to Pending" }).click();
    await said(page, /1 record is pending again/);
  });

  it("by keyboard alone: posts a record and takes it back", async () => {
    const page = await journey.newStaff("clerk", DESK);
    await makePosting(page, "Klara Keys", "204187", 1_100);
    await openPending(page, "Klara Keys");
    await page.keyboard.press("j");
    expect((await readFocus(page)).name).toContain("Klara Keys");
    await page.keyboard.press("Space");
    await page.getByText("1 selected").waitFor();
    await page.getByRole("searchbox", { name: "Search posting records" }).focus();
    await tabTo(page, "Post Selected");
    await page.keyboard.press("Enter");
    await said(page, /1 record is queued/);
    await openPostings(page, "queued", "Klara Keys");
    await page.keyboard.press("j");
    await page.keyboard.press("Space");
    await page.getByRole("searchbox", { name: "Search posting records" }).focus();
    await tabTo(page, "Take back");
    await page.keyboard.press("Enter");
    await said(page, /1 record was taken out of the queue/);
  });

  it("posts everything that is pending after asking once", async () => {
    const page = await journey.newStaff("clerk");
    await openPostings(page, "pending");
    await page.getByRole("button", { name: "Post All" }).click();
    const dialog = page.getByRole("dialog");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: /^Post \d/ }).click();
    await said(page, /queued and go out/);
    await expect.poll(() => page.locator("tr[data-row]").count()).toBe(0);
  });
});
