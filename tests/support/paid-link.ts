import { type LedgerLine, listCharges, type MadeLink, makeLink, newAddress } from "./app-client";
import type { Journey } from "./journey";
import { CARDS } from "./number-guard";
import { payByCard, seeHeading } from "./pay-page";

export type PaidLink = { link: MadeLink; paymentId: string; receiptEmail: string; charge: () => Promise<LedgerLine> };

/** A link of $1,250.00 that a client has paid with the test Visa. */
export async function payNewLink(journey: Journey, changes: Record<string, unknown> = {}): Promise<PaidLink> {
  const link = await makeLink(changes);
  const page = await journey.newClient();
  await page.goto(link.url);
  const receiptEmail = newAddress("payer");
  await page.getByLabel("Receipt email").fill(receiptEmail);
  await payByCard(page, CARDS.visa);
  await seeHeading(page, "Payment received");
  await page.close();
  const charge = async () => {
    const [line] = await listCharges(link.id);
    if (!line) throw new Error(`The gateway knows nothing of ${link.id}.`);
    return line;
  };
  return { link, receiptEmail, charge, paymentId: (await charge()).reference };
}
