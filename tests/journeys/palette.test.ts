import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { PHONE, useJourney } from "../support/journey";
import { seeHeading } from "../support/pay-page";

const journey = useJourney();

async function openPalette(page: Page) {
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Search and commands" });
  await field.waitFor();
  return field;
}

describe("the command palette", () => {
  it("finds a payer and a screen by the keyboard alone, and gives the focus back", async () => {
    const clerk = await journey.newStaff("clerk");
    await clerk.goto("/staff/dashboard");
    await clerk.getByRole("link", { name: "Enter payment", exact: true }).focus();
    const field = await openPalette(clerk);
    await expectAccessible(clerk);
    await clerk.keyboard.press("Escape");
    await field.waitFor({ state: "detached" });
    expect(await clerk.evaluate(() => document.activeElement?.textContent)).toBe("Enter payment");

    await openPalette(clerk);
    await clerk.keyboard.type("bluewater");
    await clerk
      .getByRole("option", { name: /^Bluewater/ })
      .first()
      .waitFor();
    await expectAccessible(clerk);
    await clerk.keyboard.press("Enter");
    await clerk.waitForURL(/\/staff\/payers\/pyr_/);

    await openPalette(clerk);
    await clerk.getByRole("group", { name: "Recent" }).getByRole("option").first().waitFor();
    await clerk.keyboard.type("sent pag");
    await clerk.keyboard.press("Enter");
    await clerk.waitForURL("**/staff/send/sent");
    await seeHeading(clerk, "Sent Pages");
  });

  it("says when nothing is found, and leads to Payment Manager all the same", async () => {
    const clerk = await journey.newStaff("clerk");
    await clerk.goto("/staff/dashboard");
    await openPalette(clerk);
    await clerk.keyboard.type("zzqqx");
    await clerk.getByText("Nothing holds “zzqqx”.").waitFor();
    await clerk.keyboard.press("Enter");
    await clerk.waitForURL("**/staff/payments?q=zzqqx");
  });

  it("offers a viewer no act that is not theirs, and opens by a button on a phone", async () => {
    const viewer = await journey.newStaff("viewer", PHONE);
    await viewer.goto("/staff/dashboard");
    await viewer.getByRole("button", { name: "Search", exact: true }).click();
    await viewer.getByRole("option", { name: "Payment Manager" }).waitFor();
    for (const name of ["Enter payment", "New Quick Link", "New payer", "Settings"]) {
      expect(await viewer.getByRole("option", { name }).count()).toBe(0);
    }
    await expectAccessible(viewer);
  });
});
