import { createInvoice } from "@/lib/invoices/create-invoice";
import { findInvoiceStart } from "@/lib/invoices/find-invoice-start";
import type { InvoiceRow } from "@/lib/invoices/model";
import { getInvoice, listInvoices } from "@/lib/invoices/queries";
import { CreateInvoiceInput, UpdateInvoiceInput } from "@/lib/invoices/schemas";
import { sendInvoice } from "@/lib/invoices/send-invoice";
import { updateInvoice } from "@/lib/invoices/update-invoice";
import type { Ctx } from "@/lib/platform/context";
import { inputWords } from "./input-words";
import {
  ChangeInvoiceBody,
  CreateInvoiceBody,
  InvoiceAnswer,
  InvoiceList,
  InvoiceListQuery,
  type InvoiceSummary,
  type LineBody,
  SendInvoiceBody,
} from "./invoice-schemas";
import { apiOperation } from "./operation";
import { instantText, instantTextOrNull } from "./parts";

const tag = "Invoices";

export const listAllInvoices = apiOperation({
  name: "listInvoices",
  tag,
  summary: "List invoices",
  description: "Newest first. `open`: sent, with something left to pay.",
  permissions: ["payments.view"],
  query: InvoiceListQuery,
  answer: InvoiceList,
  refusals: ["cursor_invalid", "invoices_off"],
  verb: async ({ ctx, query: { status, ...match } }) => {
    const { rows, nextCursor } = await listInvoices(ctx, { ...match, view: status });
    return { data: rows.map(summaryOf), nextCursor };
  },
});

export const makeInvoice = apiOperation({
  name: "createInvoice",
  tag,
  summary: "Make an invoice",
  description: "Makes a draft, which asks nobody for anything; with `send` it is issued and mailed at once.",
  permissions: ["invoices.manage", "payments.view"],
  body: CreateInvoiceBody,
  answer: InvoiceAnswer,
  status: 201,
  refusals: ["account_unknown", "trust_needs_matter", "payer_unknown", "invoice_empty", "no_address", "invoices_off"],
  verb: async ({ ctx, body, requestKey, origin }) => {
    const { send, lines, taxPercent, ...rest } = body;
    const { settings, today } = await findInvoiceStart(ctx);
    const input = {
      ...rest,
      issueDate: rest.issueDate ?? today,
      termsDays: rest.termsDays ?? settings.termsDays,
      taxName: rest.taxName || settings.taxName,
      taxThousandths: taxPercent === undefined ? settings.taxThousandths : Math.round(taxPercent * 1_000),
      lines: lines.map(lineOf),
      requestKey,
    };
    const { id } = await createInvoice(ctx, CreateInvoiceInput.parse(input, { error: inputWords }));
    // A try before may have been cut off after the invoice was issued; it is not issued a second time.
    if (send && (await getInvoice(ctx, id)).status === "draft")
      await sendInvoice(ctx, { invoiceId: id, isMailed: true });
    return readAnswer(ctx, id, origin);
  },
});

export const readInvoice = apiOperation({
  name: "getInvoice",
  tag,
  summary: "Read an invoice",
  permissions: ["payments.view"],
  answer: InvoiceAnswer,
  refusals: ["invoice_unknown", "invoices_off"],
  verb: ({ ctx, id, origin }) => readAnswer(ctx, id, origin),
});

export const changeInvoice = apiOperation({
  name: "updateInvoice",
  tag,
  summary: "Change a draft",
  description: "What is left out stays as it is. What was sent never changes: it is cancelled and made anew.",
  permissions: ["invoices.manage", "payments.view"],
  body: ChangeInvoiceBody,
  answer: InvoiceAnswer,
  refusals: [
    ...["invoice_unknown", "invoice_not_draft", "invoice_changed"],
    ...["account_unknown", "trust_needs_matter", "payer_unknown", "invoices_off"],
  ],
  verb: async ({ ctx, id, body, isRetry, origin }) => {
    const { revision, taxPercent, lines, ...changes } = body;
    const { accountId: account, ...before } = await getInvoice(ctx, id);
    const input = {
      ...{ ...before, account, ...changes, invoiceId: id },
      ...(taxPercent !== undefined && { taxThousandths: Math.round(taxPercent * 1_000) }),
      ...(lines && { lines: lines.map(lineOf) }),
      // A try before may have been cut off after it had changed the draft; the same change again is none.
      revision: isRetry ? before.revision : (revision ?? before.revision),
    };
    await updateInvoice(ctx, UpdateInvoiceInput.parse(input, { error: inputWords }));
    return readAnswer(ctx, id, origin);
  },
});

export const mailInvoice = apiOperation({
  name: "sendInvoice",
  tag,
  summary: "Issue or mail an invoice",
  description:
    "Issues a draft, which gives it its number and its page, and mails it; an open invoice is mailed once more.",
  permissions: ["invoices.manage", "payments.view"],
  body: SendInvoiceBody,
  answer: InvoiceAnswer,
  refusals: ["invoice_unknown", "invoice_closed", "invoice_empty", "no_address", "invoices_off"],
  verb: async ({ ctx, id, body, origin }) => {
    const { mail, recipientEmails } = body;
    await sendInvoice(ctx, { invoiceId: id, isMailed: mail, ...(recipientEmails && { addresses: recipientEmails }) });
    return readAnswer(ctx, id, origin);
  },
});

function lineOf({ quantity, discountPercent, ...line }: LineBody) {
  return {
    ...line,
    quantityHundredths: Math.round(quantity * 100),
    discountBasisPoints: Math.round(discountPercent * 100),
  };
}

async function readAnswer(ctx: Ctx, id: string, origin: string): Promise<InvoiceAnswer> {
  const invoice = await getInvoice(ctx, id);
  const { recipientEmails, notes, taxName, grossCents, discountCents, taxCents, token } = invoice;
  const { billToAddress, termsDays, locale, revision } = invoice;
  return {
    ...summaryOf(invoice),
    ...{ recipientEmails, notes, taxName, grossCents, discountCents, taxCents },
    ...{ billToAddress, termsDays, locale, revision },
    url: token && `${origin}/invoice/${token}`,
    taxPercent: invoice.taxThousandths / 1_000,
    lines: invoice.lines.map(({ quantityHundredths, discountBasisPoints, itemId: _item, ...line }) => ({
      ...line,
      quantity: quantityHundredths / 100,
      discountPercent: discountBasisPoints / 100,
    })),
  };
}

function summaryOf(row: InvoiceRow): InvoiceSummary {
  const { id, number, status, accountName, currency, payerId, billTo, clientRef, matterRef, issueDate, dueDate } = row;
  const { totalCents, paidCents, inTransitCents, balanceCents, createdAt, sentAt } = row;
  return {
    ...{
      id,
      number,
      status,
      account: accountName,
      currency,
      payerId,
      billTo,
      clientRef,
      matterRef,
      issueDate,
      dueDate,
    },
    ...{ totalCents, paidCents, inTransitCents, balanceCents },
    createdAt: instantText(createdAt),
    sentAt: instantTextOrNull(sentAt),
  };
}
