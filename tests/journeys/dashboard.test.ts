import { describe, expect, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { DESK, PHONE, useJourney } from "../support/journey";
import { seeHeading } from "../support/pay-page";

const journey = useJourney();

describe("the dashboard", () => {
  it.each([
    ["a desk", DESK],
    ["a phone", PHONE],
  ])("opens on %s after signing in, with its figures and what needs someone", async (_name, screen) => {
    const clerk = await journey.newStaff("clerk", screen);
    await clerk.goto("/staff");
    await seeHeading(clerk, "Dashboard");
    await clerk.getByRole("heading", { name: "Needs someone" }).waitFor();
    await clerk.locator(".chart-plot [data-mark]").first().waitFor();
    await expectAccessible(clerk);
    expect(await clerk.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    // Each button takes another name once it is pressed.
    const toggles = clerk.getByRole("button", { name: "Show as table" });
    for (let left = await toggles.count(); left > 0; left -= 1) await toggles.first().click();
    await clerk.getByRole("table", { name: "Volume by day" }).waitFor();
    await expectAccessible(clerk);
  });

  it("leads from a figure, and from a bar by the keyboard, to the payments behind it", async () => {
    const clerk = await journey.newStaff("clerk");
    await clerk.goto("/staff/dashboard");
    const year = clerk.locator(".span-total").nth(2);
    const sum = await year.textContent();
    await year.click();
    await clerk.waitForURL(/\/staff\/payments\?.*period=this_year/);
    expect(sum).toMatch(/^\$[\d,]+\.\d\d$/);
    await clerk.goBack();
    const plot = clerk.getByRole("group", { name: /^Volume by month/ });
    await plot.locator("[data-mark][tabindex='0']").focus();
    await clerk.keyboard.press("Home");
    await clerk.keyboard.press("End");
    const href = await clerk.evaluate(() => document.activeElement?.getAttribute("href"));
    expect(await plot.locator("[data-mark][tabindex='0']").count()).toBe(1);
    await clerk.keyboard.press("Enter");
    await clerk.waitForURL(`**${href}`);
    await seeHeading(clerk, "Payment Manager");
  });

  it("shows tables instead of charts where no script runs, and one kind of money when asked", async () => {
    const first = await journey.newStaff("viewer");
    const storageState = await first.context().storageState();
    const context = await journey.newContext({ ...DESK, storageState, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto("/staff/dashboard?kind=trust");
    await page.getByRole("table", { name: "Volume by month" }).waitFor();
    expect(await page.getByRole("columnheader", { name: "Operating" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Show as table" }).count()).toBe(0);
  });
});
