import { XMLParser } from "fast-xml-parser";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { runJob } from "../support/app-client";
import { type ConnectService, demoConnectionId, startConnectService } from "../support/connect-service";
import { queryApp } from "../support/connect-steps";
import { DESK, PHONE, useJourney } from "../support/journey";
import { readFocus, tabTo } from "../support/keyboard";
import { seeHeading } from "../support/pay-page";
import {
  listTakenFiles,
  makePosting,
  openPending,
  openPostings,
  postAll,
  reallocate,
  rowOf,
  said,
  seeAfterJobs,
} from "../support/postings-page";

const journey = useJourney();
let service: ConnectService;

beforeAll(async () => {
  service = await startConnectService({ databaseUrl: inject("appDatabaseUrl"), portalUrl: inject("appUrl") });
}, 120_000);
afterAll(() => service?.stop());

const VIEWS = ["Pending/Incomplete", "Pending", "Incomplete", "Posted", "Removed", "Queued", "All (Read Only)"];

async function post(page: Page, payer: string): Promise<void> {
  await openPending(page, payer);
  for (const box of await page.getByRole("checkbox", { name: new RegExp(payer) }).all()) await box.check();
  await page.getByRole("button", { name: "Post Selected" }).click();
  await said(page, /queued and goe?s? out/);
}

/** Files are made, delivered and taken in; the one that holds this text. */
async function deliver(text: string): Promise<string> {
  const texts = () => listTakenFiles(service.folder, demoConnectionId("threeE")).map(({ bytes }) => bytes.toString());
  const find = () => texts().find((file) => file.includes(text)) ?? "";
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

type Codes = { ledgerCode: string; transactionType: string; bankAccount: string };

/** What the account is called in the matter system, as Connect settings keep it. */
async function readCodes({ connection, account }: { connection: string; account: string }): Promise<Codes> {
  const [codes] = await queryApp<Codes>(
    `select p.ledger_code as "ledgerCode", p.transaction_type as "transactionType", p.bank_account as "bankAccount"
     from posting_accounts p join merchant_accounts a on a.firm_id = p.firm_id and a.id = p.account_id
     where p.connection_id = $1 and a.name = $2`,
    [connection, account],
  );
  if (!codes) throw new Error(`${account} is not mapped.`);
  return codes;
}

/** In Connect settings, Accounts: the three codes of the operating account, which stands first. */
async function saveCodes(admin: Page, codes: Codes): Promise<void> {
  await admin.goto("/staff/connect/settings?tab=accounts");
  const field = (label: string) => admin.getByLabel(label).first();
  // Until the matter system has answered, codes are typed; the page does not follow by itself.
  const isListed = async () => (await field("Transaction type").locator("option").count()) > 1;
  await expect
    .poll(async () => (await isListed()) || ((await admin.reload()) && isListed()), { timeout: 30_000 })
    .toBe(true);
  await field("Ledger code").selectOption(codes.ledgerCode);
  await field("Transaction type").selectOption(codes.transactionType);
  await field("Bank account").selectOption(codes.bankAccount);
  await admin.getByRole("button", { name: "Save Operating" }).click();
  await admin
    .getByText(
      codes.ledgerCode ? "Saved. Postings of this account can be matched." : "The account is not mapped any more.",
    )
    .waitFor();
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
    await makePosting(journey, page, { payer: "Quentin Ledger", invoiceNumber: "204183", amountCents: 77_700 });
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

    await makePosting(journey, page, { payer: "Rosalind Late", invoiceNumber: "204183", amountCents: 5_000 });
    await openPostings(page, "incomplete", "Rosalind Late");
    // The number alone tells: nothing but what was typed leads this payment to the invoice.
    await seeAfterJobs(page, page.getByText("Invoice 204183 is paid in full in the matter system."));
    await page.getByText("Invoice closed.").waitFor();
    await expectAccessible(page);
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
    await makePosting(journey, page, { payer, invoiceNumber: number, amountCents: cents });
    await openPostings(page, "pending_incomplete", payer);
    await seeAfterJobs(page, page.getByText(title));
    await expectAccessible(page);
    await reallocate(page, payer, places);
    await openPending(page, payer);
    await expect.poll(() => page.locator("tr[data-row]").count()).toBe(places.length);
  });

  it("removes a record with a way back, and moves it to Pending again", async () => {
    const page = await journey.newStaff("clerk");
    await makePosting(journey, page, { payer: "Hedda Hand", invoiceNumber: "204187", amountCents: 4_200 });
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
    await makePosting(journey, page, { payer: "Klara Keys", invoiceNumber: "204187", amountCents: 1_100 });
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

  it("says that an account is not mapped, and goes on once an administrator has mapped it", async () => {
    const page = await journey.newStaff("clerk");
    const admin = await journey.newStaff("admin");
    const operating = { connection: demoConnectionId("threeE"), account: "Operating" };
    const codes = await readCodes(operating);
    await saveCodes(admin, { ledgerCode: "", transactionType: "", bankAccount: "" });
    await makePosting(journey, page, { payer: "Una Mapped", invoiceNumber: "204187", amountCents: 2_300 });
    await openPostings(page, "incomplete", "Una Mapped");
    await seeAfterJobs(page, page.getByText("Account not mapped."));
    await page.getByText("Operating has no ledger code, transaction type and bank account").first().waitFor();
    await expectAccessible(page);
    expect(await page.getByRole("link", { name: "Map the account" }).count()).toBe(0);
    await rowOf(page, "Una Mapped").getByText("An administrator maps it in Connect settings.").waitFor();

    await openPostings(admin, "incomplete", "Una Mapped");
    await admin.getByRole("link", { name: "Map the account" }).click();
    await saveCodes(admin, codes);
    await openPending(page, "Una Mapped");
    await rowOf(page, "Una Mapped").getByText("Pending", { exact: true }).waitFor();
  });

  it("posts everything that is pending after asking once", async () => {
    const page = await journey.newStaff("clerk");
    await openPostings(page, "pending");
    await postAll(page);
    await expect.poll(() => page.locator("tr[data-row]").count()).toBe(0);
  });
});
