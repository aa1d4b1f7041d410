import { cancelInvoice } from "@/lib/invoices/cancel-invoice";
import { createInvoice } from "@/lib/invoices/create-invoice";
import { isInvoicingOn } from "@/lib/invoices/is-invoicing-on";
import { keepInvoices } from "@/lib/invoices/keep-invoices";
import { markInvoiceViewed } from "@/lib/invoices/mark-invoice-viewed";
import { INVOICES_OFF } from "@/lib/invoices/model";
import { saveInvoiceItem } from "@/lib/invoices/save-invoice-item";
import { saveInvoiceSettings } from "@/lib/invoices/save-invoice-settings";
import { CreateInvoiceInput } from "@/lib/invoices/schemas";
import { sendInvoice } from "@/lib/invoices/send-invoice";
import { writeOffInvoice } from "@/lib/invoices/write-off-invoice";
import { listPayers } from "@/lib/payers/queries";
import { fixedClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { systemContext } from "@/lib/platform/make-context";
import { HARTWELL, OKAFOR } from "./firms";

const DAY_MS = 86_400_000;

const ITEMS = [
  { description: "Advice, per hour", unitPriceCents: 42_500, isTaxable: false },
  { description: "Paralegal, per hour", unitPriceCents: 18_000, isTaxable: false },
  { description: "Filing fee", unitPriceCents: 21_000, isTaxable: false },
  { description: "Copies and binding", unitPriceCents: 3_500, isTaxable: true },
] as const;

type Fate = "draft" | "sent" | "viewed" | "written_off" | "cancelled";

/** How long ago each was sent, and what became of it; those past their 30 days become overdue. */
const STORIES: readonly { q: string; daysAgo: number; fate: Fate; hours: number; discount?: number }[] = [
  { q: "Bluewater", daysAgo: 110, fate: "written_off", hours: 150 },
  { q: "Kestrel", daysAgo: 72, fate: "viewed", hours: 640, discount: 1_000 },
  { q: "Bluewater", daysAgo: 45, fate: "viewed", hours: 275 },
  { q: "Priya", daysAgo: 20, fate: "cancelled", hours: 100 },
  { q: "Tobias", daysAgo: 12, fate: "viewed", hours: 325 },
  { q: "Kestrel", daysAgo: 5, fate: "sent", hours: 180 },
  { q: "Bluewater", daysAgo: 1, fate: "draft", hours: 410, discount: 500 },
];

/**
 * Gives the demo firms the module with its catalogue, and the first one invoices in several states, once; through the verbs that a
 * person uses, so that numbers, links and histories are what they would be.
 * @returns whether anything was written
 */
export async function seedInvoices({ now }: { now: Date }): Promise<boolean> {
  const ctxAt = (firmId: string, daysAgo: number): Ctx =>
    systemContext(firmId, "seed", fixedClock(new Date(now.getTime() - daysAgo * DAY_MS)));
  if (await isInvoicingOn(ctxAt(HARTWELL.firmId, 0))) return false;
  for (const { firmId } of [HARTWELL, OKAFOR]) {
    const ctx = ctxAt(firmId, 120);
    await saveInvoiceSettings(ctx, { ...INVOICES_OFF, isOn: true, taxName: "Sales tax", taxThousandths: 8_875 });
    for (const item of ITEMS) await saveInvoiceItem(ctx, { itemId: null, ...item });
  }
  for (const [index, story] of STORIES.entries())
    await tellStory((daysAgo) => ctxAt(HARTWELL.firmId, daysAgo), story, index);
  await keepInvoices(ctxAt(HARTWELL.firmId, 0));
  return true;
}

async function tellStory(at: (daysAgo: number) => Ctx, story: (typeof STORIES)[number], index: number): Promise<void> {
  const { q, daysAgo, fate, hours, discount = 0 } = story;
  const ctx = at(daysAgo);
  const payer = (await listPayers(ctx, { q, limit: 1 })).rows[0];
  if (!payer) return;
  const [advice, , filing, copies] = ITEMS;
  const input = CreateInvoiceInput.parse({
    account: "Operating",
    payerId: payer.id,
    billTo: payer.name,
    recipientEmails: payer.emails.slice(0, 1),
    clientRef: payer.clientRefs[0] ?? "",
    issueDate: ctx.clock.now().toISOString().slice(0, 10),
    termsDays: 30,
    taxName: "Sales tax",
    taxThousandths: 8_875,
    lines: [
      { ...advice, quantityHundredths: hours, discountBasisPoints: discount },
      { ...filing, quantityHundredths: 100 },
      { ...copies, quantityHundredths: 200 },
    ],
    requestKey: `seed-invoice-${index}`,
  });
  const { id } = await createInvoice(ctx, input);
  if (fate === "draft") return;
  await sendInvoice(ctx, { invoiceId: id, isMailed: false });
  if (fate !== "sent") await markInvoiceViewed(at(daysAgo - 1), id);
  if (fate === "cancelled") await cancelInvoice(at(daysAgo - 2), { invoiceId: id, reason: "Billed twice" });
  if (fate === "written_off")
    await writeOffInvoice(at(daysAgo - 100), { invoiceId: id, reason: "Settled by agreement" });
}
