import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { ask } from "../support/ask";
import { type ConnectService, startConnectService } from "../support/connect-service";
import { PHONE, useJourney } from "../support/journey";
import { tabTo } from "../support/keyboard";
import { seeHeading } from "../support/pay-page";
import { cookieOf } from "../support/sign-in";

const journey = useJourney();
let service: ConnectService;
beforeAll(async () => {
  service = await startConnectService({ databaseUrl: inject("appDatabaseUrl"), portalUrl: inject("appUrl") });
});
afterAll(() => service?.stop());

/** By the keyboard alone: the group opens, and leads to its settings. */
async function openByKeyboard(admin: Page): Promise<void> {
  await admin.goto("/staff/payers");
  await tabTo(admin, "Connect");
  await admin.keyboard.press("Enter");
  await tabTo(admin, "Settings");
  await admin.keyboard.press("Enter");
  await seeHeading(admin, "Connect settings");
}

async function openTab(admin: Page, name: string): Promise<void> {
  await admin.getByRole("navigation", { name: "Connect settings" }).getByRole("link", { name, exact: true }).click();
}

const dialog = (page: Page) => page.getByRole("dialog");

describe("Connect’s settings", () => {
  it("show how the line is, and hand out the key of a new connection once", async () => {
    const admin = await journey.newStaff("admin");
    await openByKeyboard(admin);
    await admin
      .getByText(/^Connected, last heard /)
      .first()
      .waitFor();
    // The service tells its checks a moment after it has its line, and the page does not follow by itself.
    await expect
      .poll(async () => (await admin.reload()) && admin.getByText("Stored procedures: in order").count(), {
        timeout: 30_000,
      })
      .toBe(1);
    await expectAccessible(admin);

    await admin.getByRole("button", { name: "Add connection" }).click();
    await dialog(admin).getByRole("button", { name: "Make key" }).click();
    await dialog(admin).getByText("Fill this in.").first().waitFor();
    await dialog(admin).getByLabel("Name").fill("Server of the tests");
    await dialog(admin).getByLabel("Matter system").selectOption("prolaw");
    await expectAccessible(admin);
    await dialog(admin).getByRole("button", { name: "Make key" }).click();
    const key = await dialog(admin).getByLabel("Key", { exact: true }).inputValue();
    expect(key).toMatch(/^dpc_con_[0-9a-z]+_[\w-]{43}$/);
    const config = JSON.parse(await dialog(admin).getByLabel("Configuration").inputValue());
    expect(config).toMatchObject({ key, system: "prolaw" });
    await expectAccessible(admin);
    await dialog(admin).getByRole("button", { name: "I have copied it" }).click();
    const row = admin.getByRole("row", { name: /Server of the tests/ });
    await row.getByText("Never connected").waitFor();
    expect(await admin.content()).not.toContain(key);

    await row.getByRole("button", { name: "Rename Server of the tests" }).click();
    await dialog(admin).getByLabel("Name").fill("Renamed");
    await dialog(admin).getByRole("button", { name: "Save name" }).click();
    await admin.getByRole("button", { name: "Revoke Renamed" }).click();
    await expectAccessible(admin);
    await dialog(admin).getByRole("button", { name: "Revoke" }).click();
    await admin
      .getByRole("row", { name: /Renamed/ })
      .getByText(/^Revoked /)
      .waitFor();
  });

  it("name accounts from the matter system’s own lists, and keep the rules", async () => {
    const admin = await journey.newStaff("admin");
    await admin.goto("/staff/connect/settings?tab=accounts");
    const types = admin.getByLabel("Transaction type").first();
    // While the matter system has not answered, codes are typed; the page does not follow by itself.
    await expect
      .poll(async () => (await admin.reload()) && types.locator("option").count(), { timeout: 30_000 })
      .toBeGreaterThan(1);
    const before = await types.inputValue();
    await expectAccessible(admin);
    await types.selectOption("");
    await admin.getByRole("button", { name: "Save Operating" }).click();
    await admin.getByText("Give all three codes, or none to unmap the account.").first().waitFor();
    await types.selectOption(before);
    await admin.getByRole("button", { name: "Save Operating" }).click();
    await admin.getByText("Saved. Postings of this account can be matched.").waitFor();

    await openTab(admin, "Postings");
    const hours = admin.getByLabel("Links live for hours");
    await hours.fill("0");
    await admin.getByRole("button", { name: "Save", exact: true }).click();
    await admin.getByText("Write whole hours from 1 to 8760.").first().waitFor();
    await expectAccessible(admin);
    await hours.fill("24");
    await admin.getByRole("button", { name: "Save", exact: true }).click();
    await admin.getByText("Saved.", { exact: true }).waitFor();
  });

  it("edit the layout of posting files with errors by path, show it on records, and go back", async () => {
    const admin = await journey.newStaff("admin");
    await admin.goto("/staff/connect/settings?tab=file");
    const editor = admin.getByLabel("Layout", { exact: true });
    const layout = JSON.parse(await editor.inputValue());
    await editor.fill(JSON.stringify({ ...layout, encoding: "ebcdic" }, null, 2));
    await admin.getByRole("button", { name: "Save layout" }).click();
    await admin.getByRole("button", { name: /^encoding, line \d+$/ }).click();
    expect(
      await editor.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd)),
    ).toContain("ebcdic");
    await expectAccessible(admin);
    await editor.fill(JSON.stringify({ ...layout, name: "Our own", fileName: "OURS_{batchNumber}.xml" }, null, 2));
    await admin.getByRole("button", { name: "Show the file" }).click();
    await admin.getByText(/File name OURS_B-\d{4}-\d+\.xml, control total/).waitFor();
    await expectAccessible(admin);
    await admin.getByRole("button", { name: "Save layout" }).click();
    await admin.getByRole("heading", { name: "Your own layout" }).waitFor();
    await admin.getByRole("button", { name: "Back to the built-in layout" }).click();
    await expectAccessible(admin);
    await dialog(admin).getByRole("button", { name: "Use the built-in one" }).click();
    await admin.getByRole("heading", { name: "Built-in layout of Elite 3E" }).waitFor();
  });

  it("fit a phone, where the group stands in the menu", async () => {
    const admin = await journey.newStaff("admin", PHONE);
    await admin.goto("/staff/payers");
    await admin.getByRole("button", { name: "Menu" }).click();
    await admin.locator("summary", { hasText: "Connect" }).click();
    await admin.locator(".spine-group").getByRole("link", { name: "Settings" }).click();
    await seeHeading(admin, "Connect settings");
    for (const tab of ["Accounts", "Postings", "Posting file", "Connection"]) {
      await openTab(admin, tab);
      await admin.locator(".tabs [aria-current]", { hasText: tab }).waitFor();
      await expectAccessible(admin);
      expect(await admin.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    }
  });
});

describe("the Connect module", () => {
  it("is absent everywhere once it is off, and back as it was once it is on", async () => {
    const owner = await journey.newStaff("stranger");
    await owner.goto("/staff/connect/settings");
    await owner.getByRole("button", { name: "Switch Connect off" }).click();
    await expectAccessible(owner);
    await dialog(owner).getByRole("button", { name: "Switch off" }).click();
    await owner.waitForURL("**/staff/settings");
    await owner.getByRole("button", { name: "Switch Connect on" }).waitFor();
    expect(await owner.locator("summary", { hasText: "Connect" }).count()).toBe(0);
    const cookie = await cookieOf(owner);
    for (const path of ["/staff/connect", "/staff/connect/settings", "/staff/connect/owed.json?payer=pyr_x"])
      expect([path, (await ask(path, { headers: { cookie } })).status]).toEqual([path, 404]);
    await owner.keyboard.press("Control+k");
    await owner.getByRole("combobox", { name: "Search and commands" }).fill("connect");
    expect(await owner.getByRole("option", { name: "Connect settings" }).count()).toBe(0);
    await owner.keyboard.press("Escape");
    await owner.getByRole("button", { name: "Switch Connect on" }).click();
    await seeHeading(owner, "Connect settings");
    await owner.getByRole("row", { name: /ProLaw.*In use/ }).waitFor();
  });

  it("leads whoever opens it to the first screen that they may see", async () => {
    const viewer = await journey.newStaff("viewer");
    await viewer.goto("/staff/connect");
    await seeHeading(viewer, "You may not open this page");
    expect(await viewer.locator("summary", { hasText: "Connect" }).count()).toBe(0);
    const admin = await journey.newStaff("admin");
    await admin.goto("/staff/connect");
    await admin.waitForURL(/\/staff\/connect\/(pay|postings)/);
  });
});

describe("a payer’s Connect tab", () => {
  it("associates clients, matters and invoices, and tells what is owed now", async () => {
    const clerk = await journey.newStaff("clerk");
    await clerk.goto("/staff/payers?q=Bluewater");
    await clerk
      .getByRole("link", { name: /^Bluewater/ })
      .first()
      .click();
    await clerk.getByRole("link", { name: "Connect", exact: true }).click();
    await clerk.getByRole("button", { name: "Add Association" }).click();
    const box = dialog(clerk);
    await box.getByRole("button", { name: "Search", exact: true }).click();
    await box.getByText("Write what to look for.").waitFor();
    await box.getByLabel("Search By").selectOption("matter_number");
    await box.getByLabel("Search for").fill("10427-0003");
    await clerk.keyboard.press("Enter");
    await box.getByRole("checkbox", { name: /^Associate 10427-0003/ }).check();
    await expectAccessible(clerk);
    await box.getByRole("button", { name: "Create Association" }).click();
    await box.getByText("1 association created.", { exact: false }).waitFor();
    await box.getByLabel("Search By").selectOption("client_name");
    await box.getByLabel("Search for").fill("bluewater");
    await clerk.keyboard.press("Enter");
    await box.getByRole("checkbox", { name: /Bluewater/ }).check();
    await box.getByRole("button", { name: "Create Association" }).click();
    await box.getByText("1 association created.", { exact: false }).waitFor();
    await box.getByLabel("Search for").fill("bluewater");
    await clerk.keyboard.press("Enter");
    await box.getByText("associated", { exact: true }).waitFor();
    await box.getByLabel("Search for").fill("100% O'Neil _[x]\\");
    await clerk.keyboard.press("Enter");
    await box.getByText("Nothing found").waitFor();
    await expectAccessible(clerk);
    await box.getByRole("button", { name: "Done" }).click();
    await clerk.getByText(/^As Elite 3E has it at /).waitFor();
    await clerk
      .getByRole("table", { name: "Open invoices" })
      .getByRole("row", { name: /204118/ })
      .waitFor();
    await expectAccessible(clerk);

    await clerk.getByRole("link", { name: "Overview", exact: true }).click();
    await clerk.getByRole("heading", { name: "Owed on invoices" }).waitFor();
    await clerk.getByText(/^\d+ open invoices$/).waitFor();
    await expectAccessible(clerk);
    await clerk.getByRole("link", { name: "See each invoice" }).click();
    await clerk.getByRole("button", { name: /^Remove 10427 / }).click();
    await expectAccessible(clerk);
    await dialog(clerk).getByRole("button", { name: "Remove", exact: true }).click();
    await clerk.getByText("Association removed.").waitFor();
    await expect.poll(() => clerk.getByRole("button", { name: /^Remove / }).count()).toBe(1);
  });

  it("fits a phone, and says in words when the service is gone", async () => {
    await service.stop();
    const viewer = await journey.newStaff("viewer", PHONE);
    await viewer.goto("/staff/payers?q=Bluewater");
    await viewer
      .getByRole("link", { name: /^Bluewater/ })
      .first()
      .click();
    await viewer.getByRole("link", { name: "Connect", exact: true }).click();
    // A line counts as lost a while after it was last heard; until then the question waits for its time.
    await viewer.getByText(/^Elite 3E (cannot be reached|did not answer)/).waitFor({ timeout: 60_000 });
    await viewer.getByText("Associations need the permission “Payers”.", { exact: false }).waitFor();
    await expectAccessible(viewer);
    expect(await viewer.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
