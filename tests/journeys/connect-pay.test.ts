import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { type ConnectService, startConnectService } from "../support/connect-service";
import { allocate, goToPay, nextAmount, searchButton, selectItems, useSystem } from "../support/connect-steps";
import { DESK, PHONE, useJourney } from "../support/journey";
import { tabTo } from "../support/keyboard";

/** The steps themselves; connect-whole-way.test.ts takes each matter system through all of them, and the money to its books. */
const journey = useJourney();
let service: ConnectService;

beforeAll(async () => {
  service = await startConnectService({ databaseUrl: inject("appDatabaseUrl"), portalUrl: inject("appUrl") });
  await useSystem("threeE");
});

afterAll(() => service?.stop());

describe.each([
  ["at a desk", DESK],
  ["on a phone", PHONE],
])("a clerk %s", (_name, options) => {
  it("finds each step without a fault, comes back without loss, and is asked before the selection is erased", async () => {
    const clerk = await journey.newStaff("clerk", options);
    await selectItems(clerk);
    await expectAccessible(clerk);
    await clerk.getByRole("link", { name: /^Selected/ }).click();
    await clerk.getByRole("heading", { name: "Selected trust ledgers" }).waitFor();
    await expectAccessible(clerk);
    await allocate(clerk, nextAmount(), nextAmount());
    await expectAccessible(clerk);
    await goToPay(clerk);
    await expectAccessible(clerk);
    await clerk.goBack();
    await clerk.getByText("Fully applied").waitFor();
    await clerk.reload();
    await clerk.getByText("Fully applied").waitFor();
    await clerk.getByRole("link", { name: /^Back to Search/ }).click();
    await clerk.getByText("2 items selected").waitFor();
    await clerk.getByRole("link", { name: "Search criteria" }).click();
    const dialog = clerk.getByRole("dialog");
    await dialog.getByText("Erase 2 selected items?").waitFor();
    await expectAccessible(clerk);
    await dialog.getByRole("button", { name: "Keep the selection" }).click();
    await clerk.getByText("2 items selected").waitFor();
    await clerk.getByRole("link", { name: "Search criteria" }).click();
    await dialog.getByRole("button", { name: "Erase and go back" }).click();
    await clerk.getByLabel("Always use this search").waitFor();
  });
});

it("a clerk without a mouse orders the lines and goes on", async () => {
  const clerk = await journey.newStaff("clerk");
  await selectItems(clerk, { withTrust: false });
  await clerk
    .getByRole("checkbox", { name: /^Select invoice/ })
    .nth(1)
    .check();
  await clerk.getByText("2 items selected").waitFor();
  await clerk.getByRole("button", { name: "Allocate" }).press("Enter");
  await clerk.getByRole("button", { name: "Auto-apply" }).waitFor();
  const first = await clerk
    .getByRole("button", { name: /^Down:/ })
    .first()
    .getAttribute("aria-label");
  await tabTo(clerk, first ?? "");
  await clerk.keyboard.press("Enter");
  await clerk.getByText(/is now number 2 of 2/).waitFor();
  await expect
    .poll(() =>
      clerk
        .getByRole("button", { name: /^Down:/ })
        .nth(1)
        .getAttribute("aria-label"),
    )
    .toBe(first);
});

it("a clerk who always searches the same way begins at step 2, with a way back", async () => {
  const clerk = await journey.newStaff("clerk");
  await clerk.goto("/staff/connect/pay?change=1");
  await clerk.getByLabel("Invoice Number").check();
  await clerk.getByLabel("Always use this search").check();
  await searchButton(clerk).click();
  await clerk.waitForURL(/\/search\?/);
  await clerk.goto("/staff/connect/pay");
  await clerk.waitForURL(/\/search\?.*by=invoice_number/);
  await clerk.getByRole("link", { name: "Search criteria" }).click();
  await clerk.getByLabel("Always use this search").uncheck();
  await searchButton(clerk).click();
  await clerk.waitForURL(/\/search\?/);
  await clerk.goto("/staff/connect/pay");
  await clerk.getByLabel("Always use this search").waitFor();
});
