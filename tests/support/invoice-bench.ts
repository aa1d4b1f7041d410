import { createInvoice } from "@/lib/invoices/create-invoice";
import { INVOICES_OFF } from "@/lib/invoices/model";
import { saveInvoiceSettings } from "@/lib/invoices/save-invoice-settings";
import { CreateInvoiceInput } from "@/lib/invoices/schemas";
import { sendInvoice } from "@/lib/invoices/send-invoice";
import type { Clock } from "@/lib/platform/clock";
import { clockAfter, payAs } from "./money-bench";
import type { TestDatabase } from "./test-database";
import { makeTestFirm, type TestFirm } from "./test-firm";

export type InvoiceState = {
  status: string;
  paid: number;
  transit: number;
  balance: number;
  number: string;
};

/** A firm in New York that makes invoices, and what tests ask of one. All act at START unless told otherwise. */
export async function makeInvoiceBench(test: TestDatabase, firmId: string) {
  const firm: TestFirm = await makeTestFirm(firmId);
  await saveInvoiceSettings(firm.ctxAt(clockAfter(0)), { ...INVOICES_OFF, isOn: true });
  let made = 0;

  /** A draft of $100.00, due 30 days after May 4, 2026. */
  const draft = (changes: object = {}, clock: Clock = clockAfter(0)) => {
    made += 1;
    const input = {
      account: "Operating",
      billTo: "Elena Marsh",
      recipientEmails: ["elena.marsh@bluewater.example"],
      issueDate: "2026-05-04",
      termsDays: 30,
      lines: [{ description: "Advice", quantityHundredths: 100, unitPriceCents: 10_000 }],
      requestKey: `invoice-request-${made}`,
    };
    return createInvoice(firm.ctxAt(clock), CreateInvoiceInput.parse({ ...input, ...changes }));
  };

  const sent = async (changes: object = {}, clock: Clock = clockAfter(0)): Promise<string> => {
    const { id } = await draft(changes, clock);
    await sendInvoice(firm.ctxAt(clock), { invoiceId: id, isMailed: false });
    return id;
  };

  const stateOf = async (id: string): Promise<InvoiceState> => {
    const [row] = await test.asOwner<InvoiceState>(
      `select status, number, paid_cents::int as paid, in_transit_cents::int as transit, balance_cents::int as balance
       from invoices where firm_id = $1 and id = $2`,
      [firmId, id],
    );
    if (!row) throw new Error(`There is no invoice ${id}.`);
    return row;
  };

  /** Every link that was ever made for it, oldest first. */
  const linksOf = (id: string) =>
    test.asOwner<{ id: string; status: string; cents: number }>(
      "select id, status, amount_cents::int as cents from pay_links where firm_id = $1 and invoice_id = $2 order by id",
      [firmId, id],
    );

  const openLinkOf = async (id: string): Promise<string> => {
    const link = (await linksOf(id)).find(({ status }) => status === "open");
    if (!link) throw new Error(`Nothing is asked for on ${id}.`);
    return link.id;
  };

  const pay = async (id: string, options: Parameters<typeof payAs>[2] = {}) =>
    payAs(firm, await openLinkOf(id), options);

  const kindsOf = async (id: string): Promise<string[]> => {
    const rows = await test.asOwner<{ kind: string }>(
      "select kind from invoice_events where firm_id = $1 and invoice_id = $2 order by id",
      [firmId, id],
    );
    return rows.map(({ kind }) => kind);
  };

  return { firm, draft, sent, stateOf, linksOf, openLinkOf, pay, kindsOf };
}

export type InvoiceBench = Awaited<ReturnType<typeof makeInvoiceBench>>;
