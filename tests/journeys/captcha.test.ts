import type { Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { useJourney } from "../support/journey";
import { CARDS } from "../support/number-guard";
import { fillCard, payButton, payByCard, seeHeading } from "../support/pay-page";

const journey = useJourney();
const SLUG = `check-${Date.now()}`;
const BUILT_IN = "Built in";
const GOOGLE = "Google reCAPTCHA";

/** Publishes a page with this captcha, as staff does on its screen. */
async function publishPage(staff: Page, slug: string, kind: string): Promise<void> {
  await staff.goto("/staff/pages/new");
  await staff.getByLabel("Internal name").fill(slug);
  await staff.getByLabel("Last part of the address").fill(slug);
  await staff.getByLabel("Heading").fill("Checked");
  await staff.getByRole("group", { name: "Security check before payment" }).getByText(kind, { exact: true }).click();
  await staff.getByRole("button", { name: "Save as draft" }).click();
  await seeHeading(staff, slug);
  await staff.getByRole("button", { name: "Publish" }).click();
  await staff.getByLabel("Page address").waitFor();
}

/** Fills in the first step, whose document and policy the second one comes into. Answers that policy. */
async function openSecondStep(client: Page, slug: string): Promise<string> {
  const answer = await client.goto(`/pages/hartwell/${slug}`);
  await client.getByLabel("Amount", { exact: true }).fill("40");
  await client.getByLabel("Name", { exact: true }).fill("Elena Marsh");
  await client.getByRole("button", { name: "Continue to payment" }).click();
  await payButton(client).waitFor();
  return (await answer?.headerValue("content-security-policy")) ?? "";
}

const box = (client: Page) => client.frameLocator('iframe[title="reCAPTCHA"]').getByLabel("I am not a robot");

describe("the security check", () => {
  it("built in: is made while the payer types, counts once, and lets them try again after a decline", async () => {
    const slug = `${SLUG}-a`;
    await publishPage(await journey.newStaff("clerk"), slug, BUILT_IN);
    const client = await journey.newClient();
    const policy = await openSecondStep(client, slug);
    expect(policy).toContain("frame-src 'self';");
    await client.getByRole("status").getByText("Security check done.").waitFor();
    await expectAccessible(client);
    await payByCard(client, CARDS.declined);
    await client.getByText(/Your bank declined this card/).waitFor();
    await payByCard(client, CARDS.visa);
    await seeHeading(client, "Payment received");
  });

  it("built in: what cannot be calculated is said, and nothing is charged", async () => {
    const client = await journey.newClient();
    // As on an address without https, where browsers give no cryptography.
    await client.addInitScript(() => Object.defineProperty(globalThis.crypto, "subtle", { value: undefined }));
    await openSecondStep(client, `${SLUG}-a`);
    await client.getByRole("status").getByText("The security check did not work.").waitFor();
    await expectAccessible(client);
    await payByCard(client, CARDS.visa);
    await client.getByText(/^Nothing was charged. The security check did not work/).waitFor();
  });

  it("Google's: stands on its page alone, is ticked, and again after a decline", async () => {
    const slug = `${SLUG}-g`;
    const staff = await journey.newStaff("clerk");
    await publishPage(staff, slug, GOOGLE);
    const client = await journey.newClient();
    const policy = await openSecondStep(client, slug);
    expect(policy).toContain(`frame-src 'self' ${inject("recaptchaUrl")}/recaptcha/;`);
    expect(policy).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic';/);
    await box(client).waitFor();
    await expectAccessible(client);
    await fillCard(client, { number: CARDS.visa });
    await payButton(client).click();
    await client.getByText(/^Nothing was charged. Tick the box of the security check/).waitFor();
    await box(client).check();
    await payByCard(client, CARDS.declined);
    await client.getByText(/Your bank declined this card/).waitFor();
    await box(client).check();
    await payByCard(client, CARDS.visa);
    await seeHeading(client, "Payment received");
  });

  it("holds for sent links by a setting of the firm", async () => {
    const staff = await journey.newStaff("stranger");
    await staff.goto("/staff/settings/send");
    const choice = staff.getByRole("group", { name: "Security check before payment" });
    await choice.getByText(BUILT_IN, { exact: true }).click();
    await staff.getByRole("button", { name: "Save", exact: true }).click();
    await staff.getByText("Saved.", { exact: true }).waitFor();
    await expectAccessible(staff);
    const client = await journey.newClient();
    await client.goto(await makeLinkOfOkafor());
    await client.getByRole("status").getByText("Security check done.").waitFor();
    await expectAccessible(client);
    await payByCard(client, CARDS.visa);
    await seeHeading(client, "Payment received");
  });
});

async function makeLinkOfOkafor(): Promise<string> {
  const response = await fetch(`${inject("appUrl")}/api/v1/links`, {
    method: "POST",
    headers: { authorization: "Bearer dp_demo_okafor", "content-type": "application/json" },
    body: JSON.stringify({ account: "General", amountCents: 4_000, send: false }),
  });
  const { url } = (await response.json()) as { url: string };
  return url;
}
