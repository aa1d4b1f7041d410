import { expect, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { newAddress, waitForMail } from "../support/app-client";
import { untilAwake } from "../support/awake";
import { useJourney } from "../support/journey";
import { CARDS } from "../support/number-guard";
import { payByCard, seeHeading } from "../support/pay-page";

const journey = useJourney();

it("is made line by line, mailed, paid by its client, and paid on the screen at once", async () => {
  const email = newAddress("invoice");
  const clerk = await journey.newStaff("clerk");
  await clerk.goto("/staff/invoices/new?payer=none");
  await clerk.getByLabel("Name", { exact: true }).fill("Elena Marsh");
  await clerk.getByLabel("Recipient email").fill(email);
  await clerk.getByLabel("Description of line 1").fill("Advice");
  await clerk.getByLabel("Quantity of line 1").fill("many");
  await untilAwake(clerk);
  await clerk.getByRole("button", { name: "Save draft" }).click();
  // Beside what is said of it, the first field that is wrong has the focus.
  await clerk.locator('input[name^="quantity"][aria-invalid="true"]:focus').waitFor();
  await clerk.getByLabel("Quantity of line 1").fill("2.5");
  await clerk.getByLabel("Price of line 1").fill("400");
  await clerk.getByRole("status").filter({ hasText: "$1,000.00" }).waitFor();
  await expectAccessible(clerk);
  await clerk.getByRole("button", { name: "Save draft" }).click();
  await seeHeading(clerk, "Draft invoice");
  await untilAwake(clerk);
  await clerk.getByRole("button", { name: "Issue and email" }).click();
  await clerk.getByRole("dialog").getByRole("button", { name: "Issue and email" }).click();
  await clerk.getByText(`is on its way to ${email}`).waitFor();

  const mail = await waitForMail(email, /^Invoice INV-\d{4}-\d{4} from Hartwell & Lowe LLP$/);
  const client = await journey.newClient();
  await client.goto(mail.links.find((link) => link.includes("/invoice/")) ?? "");
  await client.getByText("$1,000.00").first().waitFor();
  await expectAccessible(client);
  const pdf = await client.request.get(`${new URL(client.url()).pathname}/pdf`);
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  await client.getByRole("link", { name: "Pay $1,000.00" }).click();
  await untilAwake(client);
  await payByCard(client, CARDS.visa);
  await seeHeading(client, "Payment received");

  await clerk.reload();
  await clerk.getByText("Opened by the client").waitFor();
  await clerk.getByText("$1,000.00, of which $1,000.00 paid.").waitFor();
  await expectAccessible(clerk);
});
