import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { Client } from "pg";
import type { Page } from "playwright-core";
import readXlsx from "read-excel-file/node";
import { expect, inject, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { PHONE, useJourney } from "../support/journey";

const journey = useJourney();
const LIST = "/staff/payments?status=declined";

async function download(page: Page, press: () => Promise<void>): Promise<{ name: string; content: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
}

/** By the menu of a list. */
async function exportList(page: Page, path: string, format: string): Promise<{ name: string; content: Buffer }> {
  await page.goto(path);
  await page.locator("summary", { hasText: "Export" }).click();
  return download(page, () => page.getByRole("button", { name: format }).click());
}

function readRows(content: Buffer): string[][] {
  return parse(content, { bom: true, record_delimiter: "\r\n" }) as unknown as string[][];
}

/** An export of the clerk that did not come to an end. */
async function addFailedExport(): Promise<void> {
  const client = new Client({ connectionString: inject("appDatabaseUrl") });
  await client.connect();
  try {
    await client.query(
      `insert into exports (firm_id, id, list_id, query, columns, format, status, file_name, failure, requested_by, locale, requested_at, expires_at)
       select firm_id, 'exp_00000000000000000000001', 'payments', 'status=declined', '["number", "amount"]', 'csv', 'failed',
         'payments-2026-11-01.csv', 'internal', id, 'en', now(), now() + interval '7 days'
       from users where email = 'billing@hartwell.example'`,
    );
  } finally {
    await client.end();
  }
}

it("a list is exported as it stands, to Excel and CSV, with and without script", async () => {
  const clerk = await journey.newStaff("clerk");
  const csv = await exportList(clerk, LIST, "CSV (.csv)");
  const excel = await exportList(clerk, LIST, "Excel (.xlsx)");
  expect([csv.name, excel.name]).toEqual([
    expect.stringMatching(/^payments-\d{4}-\d\d-\d\d\.csv$/),
    expect.stringMatching(/^payments-\d{4}-\d\d-\d\d\.xlsx$/),
  ]);
  const [heads, ...rows] = readRows(csv.content);
  const [sheet] = await readXlsx(excel.content);
  const [excelHeads, ...excelRows] = sheet?.data ?? [];
  expect(excelHeads).toEqual(heads);
  const amount = heads?.indexOf("Amount") ?? -1;
  expect(rows.length).toBeGreaterThan(0);
  expect(excelRows.map((row) => row[amount])).toEqual(rows.map((row) => Number(row[amount])));
  const storageState = await clerk.context().storageState();
  const plain = await (await journey.newContext({ storageState, javaScriptEnabled: false })).newPage();
  expect(readRows((await exportList(plain, LIST, "CSV (.csv)")).content)).toEqual([heads, ...rows]);
});

it("an export that failed says why, is retried and fetched", async () => {
  await addFailedExport();
  const clerk = await journey.newStaff("clerk");
  await clerk.goto("/staff/exports");
  await clerk.getByText("The server failed while it wrote this file.").waitFor();
  await expectAccessible(clerk);
  await clerk.getByRole("button", { name: "Retry payments-2026-11-01.csv" }).click();
  await clerk.getByText("Ready").waitFor();
  const file = await download(clerk, () => clerk.getByRole("link", { name: /^Download / }).click());
  expect(readRows(file.content)[0]).toEqual(["Number", "Amount"]);
});

it("a report is put on a schedule on a phone, paused and ended", async () => {
  const clerk = await journey.newStaff("clerk", PHONE);
  await clerk.goto("/staff/exports/reports?report=declines");
  await clerk.getByText("Monthly").click();
  await clerk.getByLabel("Day of the month").selectOption("31");
  await clerk.getByLabel("Addresses").fill("partner@hartwell.example, nobody");
  await clerk.getByRole("button", { name: "Create schedule" }).click();
  await clerk.getByText("1 field needs a correction").waitFor();
  await expectAccessible(clerk);
  await clerk.getByLabel("Addresses").fill("partner@hartwell.example");
  await clerk.getByRole("button", { name: "Create schedule" }).click();
  await clerk.getByText("On the last day of each month at 08:00").waitFor();
  await clerk.getByRole("button", { name: "Pause Declines" }).click();
  await clerk.getByRole("button", { name: "Resume Declines" }).waitFor();
  await expectAccessible(clerk);
  await clerk.getByRole("button", { name: "Delete Declines" }).click();
  await clerk.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await clerk.getByText("No report is mailed yet").waitFor();
});
