import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import readXlsx from "read-excel-file/node";
import { expect, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { newAddress, readMailsTo, waitForMail } from "../support/app-client";
import { expectConsole } from "../support/console-guard";
import { PHONE, useJourney } from "../support/journey";
import { tabTo } from "../support/keyboard";
import { seeHeading } from "../support/pay-page";
import { UPLOAD_COLUMNS } from "../support/upload-file";

const journey = useJourney();

async function choose(page: Page, name: string, text: string): Promise<void> {
  await page.goto("/staff/send/bulk");
  await page
    .getByLabel("File", { exact: true })
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text, "utf8") });
  await page.getByRole("button", { name: "Upload and review" }).click();
  await seeHeading(page, "Review before anything is sent");
}

/** Types into a cell and goes on to the next, as one does in a grid. */
async function mend(page: Page, line: number, column: string, text: string): Promise<void> {
  const cell = page.getByRole("textbox", { name: `Line ${line}, ${column}` });
  await cell.fill(text);
  await cell.press("Tab");
}

async function save(page: Page, button: string): Promise<{ name: string; content: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
}

it("a file with wrong cells is mended in place on a phone, sent to all, and its links stand in Sent Pages", async () => {
  const [first, second, third] = [newAddress("aurelia"), newAddress("jun"), newAddress("mirabel")];
  const clerk = await journey.newStaff("clerk", PHONE);
  await clerk.goto("/staff/send");
  await clerk.getByRole("link", { name: "Upload a file" }).click();
  await seeHeading(clerk, "Bulk Upload");
  await clerk.getByText("Operating accounts only: money into trust needs client and matter").waitFor();
  await expectAccessible(clerk);
  await choose(
    clerk,
    "october.csv",
    [
      UPLOAD_COLUMNS,
      `J-1,10/01/2026,10/31/2026,Aurelia Banks,${first},"$1,250.00",Thank you`,
      `J-2,10/01/2026,31/31/26,Jun Takeda,jun.takeda@,12O.00,`,
      `J-1,10/01/2026,10/31/2026,Aurelia Banks,${first},"$1,250.00",`,
      `"J-3" x,10/01/2026,10/31/2026,Mirabel Stores,${third},5,`,
    ].join("\r\n"),
  );
  await clerk.getByText("2 rows need a correction, 4 cells in all.").waitFor();
  await clerk.getByText("“jun.takeda@” is no mail address.").waitFor();
  await clerk.getByText("Same invoice and recipient as line 2.").waitFor();
  await clerk.getByText("Correct or delete 2 rows to go on.").waitFor();
  await expectAccessible(clerk);

  await clerk.getByRole("link", { name: /^Only rows to mend/ }).click();
  await clerk.waitForURL(/view=bad/);
  await mend(clerk, 3, "Due Date", "10/31/2026");
  await mend(clerk, 3, "Recipient Email", second);
  await mend(clerk, 3, "Amount", "120.00");
  await clerk.getByText("1 row needs a correction").waitFor();
  await clerk.getByRole("button", { name: "Delete line 5" }).click();
  await clerk.getByText("3 of 3 ready").waitFor();
  await clerk.getByRole("button", { name: "Undo" }).click();
  await clerk.getByText("3 of 4 ready").waitFor();
  // Closed and opened again: what was mended is kept, and the upload waits in the list.
  await clerk.goto("/staff/send/bulk");
  await clerk.getByRole("link", { name: "Go on october.csv" }).first().click();
  await clerk.getByText("3 of 4 ready").waitFor();
  for (const [column, text] of [
    ["Invoice Number", "J-3"],
    ["Invoice Date", "2026-10-01"],
    ["Due Date", "2026-10-31"],
    ["Recipient Name", "Mirabel Stores"],
    ["Recipient Email", third],
    ["Amount", "5"],
  ] as const)
    await mend(clerk, 5, column, text);
  await clerk.getByText("4 of 4 ready").waitFor();
  await clerk.getByRole("button", { name: "Delete line 4" }).click();
  await clerk.getByText("3 of 3 ready").waitFor();
  await clerk.getByText("$1,375.00").waitFor();

  const other = await clerk.context().newPage();
  await other.goto(clerk.url());
  for (const page of [clerk, other]) await page.getByRole("button", { name: "Send All" }).click();
  await clerk.getByRole("dialog", { name: "Send 3 links, $1,375.00?" }).waitFor();
  await expectAccessible(clerk);
  await Promise.all(
    [clerk, other].map((page) => page.getByRole("dialog").getByRole("button", { name: "Send All" }).click()),
  );
  for (const page of [clerk, other]) await seeHeading(page, "3 links made");
  await clerk.getByText("3 of 3 delivered to the mail server").waitFor();
  await expectAccessible(clerk);
  const mail = await waitForMail(second, /Hartwell/);
  expect(mail.text).toContain("$120.00");
  for (const address of [first, second, third]) expect(await readMailsTo(address)).toHaveLength(1);

  await clerk.getByRole("link", { name: "Open in Sent Pages" }).click();
  await clerk.getByText("From october.csv").waitFor();
  await clerk.getByRole("link", { name: /^Outstanding\s*3$/ }).waitFor();
  const client = await journey.newClient();
  await client.goto(mail.links.find((link) => link.includes("/pay/")) ?? "");
  await client.getByText("$120.00").first().waitFor();
});

it("links are generated without a mouse, and their file names each row's own page", async () => {
  const address = newAddress("hugo");
  const clerk = await journey.newStaff("clerk");
  const rows = [
    `K-1;2026-10-01;2026-10-31;Zoë Marsh;${address};1250.00;`,
    `K-2;2026-10-01;2026-10-31;=Hugo;${address};7;`,
  ];
  await choose(clerk, "november.txt", [UPLOAD_COLUMNS.replaceAll(",", ";"), ...rows].join("\n"));
  await tabTo(clerk, "Add row");
  await clerk.keyboard.press("Enter");
  await expect.poll(() => clerk.evaluate(() => document.activeElement?.id)).toBe("cell-4-invoiceNumber");
  await clerk.getByText("2 of 3 ready").waitFor();
  await tabTo(clerk, "Delete line 4");
  await clerk.keyboard.press("Enter");
  await clerk.getByText("2 of 2 ready").waitFor();
  await tabTo(clerk, "Generate Links for Download");
  await clerk.keyboard.press("Enter");
  await clerk.getByRole("dialog", { name: "Generate 2 links, $1,257.00?" }).waitFor();
  await tabTo(clerk, "Generate Links for Download");
  await clerk.keyboard.press("Enter");
  await seeHeading(clerk, "2 links made");
  const csv = await save(clerk, "Links as CSV");
  const excel = await save(clerk, "Links as Excel");
  expect(csv.name).toMatch(/^payment-links-\d{4}-\d\d-\d\d\.csv$/);
  const [heads = [], ...lines] = parse(csv.content, { bom: true, record_delimiter: "\r\n" }) as unknown as string[][];
  const [sheet] = await readXlsx(excel.content);
  const at = (name: string) => heads.indexOf(name);
  expect(lines.map((line) => [line[at("Invoice Number")], line[at("Recipient Name")], line[at("Amount")]])).toEqual([
    ["K-1", "Zoë Marsh", "1250.00"],
    ["K-2", "'=Hugo", "7.00"],
  ]);
  const links = lines.map((line) => line[at("Payment Link")] ?? "");
  expect(sheet?.data.slice(1).map((line) => line[at("Payment Link")])).toEqual(links);
  expect(new Set(links).size).toBe(2);
  const client = await journey.newClient();
  await client.goto(links[1] ?? "");
  await client.getByText("$7.00").first().waitFor();
  expect(await readMailsTo(address)).toEqual([]);
});

it("a file that cannot be read, or goes nowhere, is refused in words where it was chosen", async () => {
  expectConsole("error", /422/);
  const clerk = await journey.newStaff("clerk");
  await clerk.goto("/staff/send/bulk");
  await clerk.getByText("Choose a file first.").waitFor();
  const file = clerk.getByLabel("File", { exact: true });
  await file.setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("Amount,Due Date\n5,") });
  await clerk.getByRole("button", { name: "Upload and review" }).click();
  await clerk
    .getByText("The first line lacks Invoice Number, Invoice Date, Recipient Name, Recipient Email.")
    .waitFor();
  await expectAccessible(clerk);
});
