import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { PHONE, useJourney } from "../support/journey";
import { payNewLink } from "../support/paid-link";
import { seeHeading } from "../support/pay-page";

const journey = useJourney();

const rows = (page: Page) => page.locator("tr[data-row]");
const heads = (page: Page) => page.locator("thead th[data-column]").allInnerTexts();
const selected = (page: Page) => page.getByRole("status").filter({ hasText: /selected$/ });

async function openManager(page: Page, query = ""): Promise<void> {
  await page.goto(`/staff/payments${query}`);
  await seeHeading(page, "Payment Manager");
  await page.waitForLoadState("networkidle");
}

describe("Payment Manager", () => {
  it("finds a payment by what is on it, and takes filters away one by one", async () => {
    const paid = await payNewLink(journey, { invoiceNumber: "PM-31007", recipientName: "Odette Marlow" });
    const page = await journey.newStaff("clerk");
    await openManager(page);
    await page.getByRole("searchbox", { name: "Search", exact: true }).fill("PM-31007");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=PM-31007/);
    await expect.poll(() => rows(page).count()).toBe(1);

    await page.getByText("Add filter").click();
    await page.getByLabel("Refunded", { exact: true }).check();
    await page.getByLabel("At least").fill("1,000.00");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Show payments" }).click();
    await page.waitForURL(/status=refunded/);
    expect(
      new URL(page.url()).searchParams.get("min") ?? new URL(page.url()).searchParams.get("minCents"),
    ).toBeTruthy();
    await page.getByText("No payment matches").waitFor();
    await page.getByText("$1,000.00 or more").first().waitFor();

    await page.getByRole("link", { name: "Remove the filter Status" }).click();
    await expect.poll(() => rows(page).count()).toBe(1);
    await rows(page).getByRole("link", { name: "Odette Marlow" }).click();
    await page.waitForURL(`**/staff/payments/${paid.paymentId}`);
  });

  it("tells what it does not understand of an address, and shows the rest", async () => {
    const page = await journey.newStaff("clerk");
    await openManager(page, "?status=lost&from=2026-13-45&last4=abcd&cursor=zzz&source=quick_link");
    await page.getByText("A part of this address is not understood").waitFor();
    await page
      .getByText("Left out: status, last4, from.")
      .or(page.getByText(/Left out: .*status/))
      .first()
      .waitFor();
    expect(await rows(page).count()).toBeGreaterThan(0);
  });

  it("keeps the columns of a user, their order and the sort, and resets them", async () => {
    const page = await journey.newStaff("clerk");
    await openManager(page);
    const before = await heads(page);
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("checkbox", { name: "Number", exact: true }).click();
    await expect.poll(() => heads(page)).toContain("Number");
    await page.getByRole("button", { name: "Move Invoice up" }).click();
    await page.locator("table[aria-busy]").waitFor({ state: "detached" });
    await expectAccessible(page);
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("link", { name: "Amount" }).click();
    await page.waitForURL(/sort=-amount/);
    const arranged = await heads(page);
    await openManager(page);
    expect(await heads(page)).toEqual(arranged);
    expect(await page.locator("th[data-column=amount]").getAttribute("aria-sort")).toBe("descending");

    const edge = page.getByRole("separator", { name: "Width of Payer" });
    await edge.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => edge.getAttribute("aria-valuenow")).not.toBe("0");

    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("button", { name: "Reset to default" }).click();
    await expect.poll(() => heads(page), { timeout: 20_000 }).toEqual(before);
    await openManager(page);
    expect(await heads(page)).toEqual(before);
  });

  it("saves a view with its filters and columns, opens it again and deletes it", async () => {
    const page = await journey.newStaff("clerk");
    await openManager(page, "?status=settled&columns=date,payer,settled_at,amount");
    await page.getByText("Saved reports").click();
    await page.getByRole("button", { name: "Save as new" }).click();
    const name = `Settled ${Date.now()}`;
    await page.getByLabel("Name").fill(name);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save view" }).click();
    await page.waitForURL(/view=view_/);

    await openManager(page);
    await page.getByText("Saved reports").click();
    await page.getByRole("link", { name }).click();
    await page.waitForURL(/status=settled/);
    await expect.poll(() => heads(page)).toEqual(["Date", "Payer", "Settled on", "Amount"]);

    await page.getByText("Saved report:").click();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("Saved reports").waitFor();
    await page.getByText("Saved reports").click();
    expect(await page.getByRole("link", { name }).count()).toBe(0);
  });

  it("shows a report of the product with its subtotals, operating and trust apart", async () => {
    const page = await journey.newStaff("viewer");
    await openManager(page);
    await page.getByText("Saved reports").click();
    await page.getByRole("link", { name: "By source" }).click();
    await page.waitForURL(/group=source/);
    const table = page.getByRole("table", { name: "Subtotals" });
    await table.getByRole("cell", { name: "Total", exact: true }).waitFor();
    await expectAccessible(page);
  });

  it("selects a range, then all that match, over the pages", async () => {
    const page = await journey.newStaff("clerk");
    await openManager(page);
    await rows(page).nth(1).getByRole("checkbox").click();
    await rows(page)
      .nth(4)
      .getByRole("checkbox")
      .click({ modifiers: ["Shift"] });
    await expect.poll(() => selected(page).textContent()).toBe("4 selected");
    await page.getByRole("checkbox", { name: "Select this page" }).click();
    await expect.poll(() => selected(page).textContent()).toBe("50 selected");
    const all = page.getByRole("button", { name: /^Select all [\d,]+ that match$/ });
    const count = /[\d,]+/.exec((await all.textContent()) ?? "")?.[0] ?? "";
    await all.click();
    await expect.poll(() => selected(page).textContent()).toBe(`${count} selected`);
    await page.getByRole("link", { name: "Older" }).click();
    await page.waitForURL(/cursor=/);
    await expect.poll(() => selected(page).textContent()).toBe(`${count} selected`);
    expect(await rows(page).nth(7).getByRole("checkbox").isChecked()).toBe(true);
    await page.getByRole("button", { name: "Clear selection" }).click();
    await expect.poll(() => rows(page).nth(7).getByRole("checkbox").isChecked()).toBe(false);
  });

  it("is found, selected and opened by keys alone", async () => {
    const paid = await payNewLink(journey, { invoiceNumber: "PM-41008", recipientName: "Ingrid Vale" });
    const page = await journey.newStaff("clerk");
    await openManager(page);
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys of this list" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.keyboard.press("/");
    await page.keyboard.type("PM-41008");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=PM-41008/);
    await expect.poll(() => rows(page).count()).toBe(1);
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await page.keyboard.press("j");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Ingrid Vale");
    await page.keyboard.press("Space");
    await expect.poll(() => selected(page).textContent()).toBe("1 selected");
    await page.keyboard.press("Escape");
    await expect.poll(() => selected(page).count()).toBe(0);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/staff/payments/${paid.paymentId}`);
  });

  it("can be read, filtered and paged on a telephone, and without script", async () => {
    const phone = await journey.newStaff("clerk", PHONE);
    await openManager(phone);
    await expectAccessible(phone);
    const state = await phone.context().storageState();
    const context = await journey.newContext({ javaScriptEnabled: false, storageState: state });
    const page = await context.newPage();
    await page.goto("/staff/payments?status=settled");
    expect(await rows(page).count()).toBeGreaterThan(0);
    expect(await page.getByRole("checkbox", { name: "Select this page" }).isVisible()).toBe(false);
    await page.getByRole("link", { name: "Older" }).click();
    await page.waitForURL(/cursor=/);
    await page.getByRole("searchbox", { name: "Search", exact: true }).fill("zzzz-nothing");
    await page.keyboard.press("Enter");
    await page.getByText("No payment matches").waitFor();
  });
});
