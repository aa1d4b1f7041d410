import { expect, it } from "vitest";
import { listAlerts } from "@/lib/alerts/queries";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { INVOICES_OFF } from "@/lib/invoices/model";
import { saveInvoiceSettings } from "@/lib/invoices/save-invoice-settings";
import { createPayer } from "@/lib/payers/create-payer";
import { getPayerOverview } from "@/lib/payers/get-payer-overview";
import { CreatePayerInput } from "@/lib/payers/schemas";
import { inFirm } from "@/lib/platform/tx";
import { makeInvoiceBench } from "@/tests/support/invoice-bench";
import { clockAfter, payAs } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { getPayment } from "./get-payment";

const test = useTestDatabase();

it("leads to the sent link, or to the invoice that the link was made for, while there are invoices", async () => {
  const { firm, sent, pay } = await makeInvoiceBench(test, "frm_ways");
  const ctx = firm.ctxAt(clockAfter(0));
  const payer = await createPayer(
    ctx,
    CreatePayerInput.parse({ name: "Elena Marsh", emails: ["elena@marsh.example"], requestKey: "payer-request" }),
  );
  const whose = { id: payer.id, emails: [] };
  const [invoiceId, waiting] = [await sent(), await sent({ payerId: payer.id })];
  const link = await firm.makeLink({ send: false }, clockAfter(0));
  const ofInvoice = await paymentIdOf(pay(invoiceId));
  const ofLink = await paymentIdOf(payAs(firm, link.id));
  for (const objectId of [ofInvoice, ofLink])
    await inFirm(ctx, (tx) =>
      raiseAlert(ctx, tx, {
        ...{ kind: "echeck_returned", objectType: "payment", objectId, accountId: "acc_operating", detail: {} },
      }),
    );

  expect(await getPayment(ctx, ofLink)).toMatchObject({ linkId: link.id, invoiceId: null });
  expect(await getPayment(ctx, ofInvoice)).toMatchObject({ linkId: null, invoiceId });
  const asked = (await listAlerts(ctx, { status: "open" })).rows.map(({ payment }) => [payment?.id, payment?.linkId]);
  expect(new Map(asked as [string, string | null][])).toEqual(
    new Map([
      [ofLink, link.id],
      [ofInvoice, null],
    ]),
  );
  expect((await getPayerOverview(ctx, whose)).openLinks).toMatchObject([{ invoiceId: waiting, isInvoicingOn: true }]);

  await saveInvoiceSettings(ctx, INVOICES_OFF);
  expect(await getPayment(ctx, ofInvoice)).toMatchObject({ linkId: null, invoiceId: null });
  expect((await getPayerOverview(ctx, whose)).openLinks).toMatchObject([{ isInvoicingOn: false }]);
});

async function paymentIdOf(charged: ReturnType<typeof payAs>): Promise<string> {
  const result = await charged;
  if (result.kind !== "approved") throw new Error(`It was ${result.kind}.`);
  return result.paymentId;
}
