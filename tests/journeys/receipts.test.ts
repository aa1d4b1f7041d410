import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { newAddress } from "../support/app-client";
import { DESK, PHONE, useJourney } from "../support/journey";
import { payNewLink } from "../support/paid-link";
import { seeHeading } from "../support/pay-page";
import { readPdf } from "../support/read-pdf";

const journey = useJourney();
let made = 0;

/** The document behind an address, as the page's own browser gets it. */
async function textOf(page: Page, path: string): Promise<string> {
  const answer = await page.context().request.get(path);
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  const read = await readPdf(await answer.body());
  return read.pages.map((each) => each.text).join(" ");
}

async function makePayer(clerk: Page, email: string): Promise<{ name: string; path: string }> {
  made += 1;
  const name = `Receipts Journey ${made} Ltd`;
  await clerk.goto("/staff/payers/new");
  await clerk.getByText("Business", { exact: true }).click();
  await clerk.getByLabel("Business name").fill(name);
  await clerk.getByLabel("Emails").fill(email);
  await clerk.getByRole("button", { name: "Make payer" }).click();
  await seeHeading(clerk, name);
  return { name, path: new URL(clerk.url()).pathname };
}

describe("a receipt", () => {
  it("is read on a phone, printed without the page's frame, and fetched as a document", async () => {
    const client = await journey.newClient(PHONE);
    const { paymentId } = await payNewLink(journey);
    const clerk = await journey.newStaff("clerk");
    await clerk.goto(`/staff/payments/${paymentId}`);
    const path = (await clerk.getByRole("link", { name: "Receipt" }).first().getAttribute("href")) ?? "";
    await client.goto(path);
    await seeHeading(client, "Payment received");
    await expectAccessible(client);
    const pdf = (await client.getByRole("link", { name: "Download PDF" }).getAttribute("href")) ?? "";
    expect(await textOf(client, pdf)).toContain("Visa ending in 4242");
    expect(await textOf(client, `${path}/pdf?lang=fr&paper=a4`)).toContain("Paiement reçu");
    await client.emulateMedia({ media: "print" });
    expect(await client.getByRole("button", { name: "Print" }).isVisible()).toBe(false);
    expect(await client.getByText("Visa ending in 4242").isVisible()).toBe(true);
  });

  it("stands in the evidence of its payment, whose note staff may change", async () => {
    const { paymentId } = await payNewLink(journey);
    const clerk = await journey.newStaff("clerk");
    await clerk.goto(`/staff/payments/${paymentId}`);
    await clerk.getByRole("button", { name: "Edit note" }).click();
    await expectAccessible(clerk);
    await clerk.getByRole("textbox", { name: "Note" }).fill("Asked for a copy.");
    await clerk.getByRole("button", { name: "Save note" }).click();
    await clerk.getByText("Note changed").waitFor();
    await expectAccessible(clerk);
    const evidence = await textOf(clerk, `/staff/payments/${paymentId}/evidence`);
    expect(evidence).toContain("Payment evidence");
    expect(evidence).not.toContain("Asked for a copy.");
    const viewer = await journey.newStaff("viewer", PHONE);
    await viewer.goto(`/staff/payments/${paymentId}`);
    await viewer.getByText("Asked for a copy.").waitFor();
    expect(await viewer.getByRole("button", { name: "Edit note" }).count()).toBe(0);
  });
});

describe("payers", () => {
  it.each([
    ["at a desk", DESK],
    ["on a phone", PHONE],
  ])("kept twice become one %s, and the old address leads to the one that stays", async (_where, device) => {
    const clerk = await journey.newStaff("clerk", device);
    const email = newAddress("twice");
    const first = await makePayer(clerk, email);
    const second = await makePayer(clerk, email);
    await clerk.getByRole("link", { name: "Merge", exact: true }).click();
    await clerk.getByRole("link", { name: `Compare and merge with ${first.name}` }).click();
    await clerk.getByText("Which record stays?").waitFor();
    await expectAccessible(clerk);
    await clerk.getByRole("radio", { name: first.name }).check();
    await clerk.getByRole("button", { name: `Merge into ${first.name}` }).click();
    await clerk.getByText("Merged. What belonged to the other record stands here now.").waitFor();
    await seeHeading(clerk, first.name);
    await clerk.goto(second.path);
    await seeHeading(clerk, first.name);
  });

  it("come from a file that is looked through first: wrong cells are corrected in place, duplicates left out", async () => {
    const clerk = await journey.newStaff("clerk");
    const email = newAddress("import");
    const known = await makePayer(clerk, newAddress("known"));
    await clerk.goto("/staff/payers/import");
    await expectAccessible(clerk);
    const rows = [`Imported ${email},${email},US`, "Wrong Mail Co,nobody,Atlantis", `${known.name},,`];
    const buffer = Buffer.from(`Name,Emails,Country\n${rows.join("\n")}\n`);
    await clerk.getByLabel("File").setInputFiles({ name: "payers.csv", mimeType: "text/csv", buffer });
    await clerk.getByText("3 rows, 1 to correct, 1 likely duplicate").waitFor();
    await clerk.getByText(`There already: ${known.name}`).waitFor();
    await expectAccessible(clerk);
    await clerk.getByRole("textbox", { name: "Emails, line 3" }).fill(newAddress("mended"));
    await clerk.getByRole("textbox", { name: "Country, line 3" }).fill("Canada");
    await clerk.getByRole("textbox", { name: "Country, line 3" }).blur();
    await clerk.getByText("3 rows, none to correct, 1 likely duplicate").waitFor();
    await clerk.getByRole("button", { name: "Import 2 payers" }).click();
    await clerk.getByText("2 payers made.").waitFor();
    await clerk.goto(`/staff/payers?q=${encodeURIComponent(email)}`);
    await clerk.getByRole("link", { name: `Imported ${email}` }).waitFor();
  });
});
