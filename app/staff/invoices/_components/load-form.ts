import type { Staff } from "@/lib/auth/session";
import { dateInZone } from "@/lib/dates/date-in-zone";
import type { InvoiceItem, InvoiceSettings } from "@/lib/invoices/model";
import { getInvoiceSettings, listInvoiceItems } from "@/lib/invoices/queries";
import { listAccountsForStaff } from "@/lib/merchant-accounts/list-accounts-for-staff";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import type { PayerDetail } from "@/lib/payers/model";
import { emptyLine, type TypedInvoice, writeScaled } from "./typed-invoice";

export type FormFacts = {
  accounts: MerchantAccountView[];
  items: InvoiceItem[];
  settings: InvoiceSettings;
  /** ISO, in the firm's time zone. */
  today: string;
};

/** What the form of an invoice needs beside the invoice. */
export async function loadForm({ ctx, firm }: Staff): Promise<FormFacts> {
  const [accounts, items, settings] = await Promise.all([
    listAccountsForStaff(ctx),
    listInvoiceItems(ctx),
    getInvoiceSettings(ctx),
  ]);
  return { accounts, items, settings, today: dateInZone(ctx.clock.now(), firm.timeZone) };
}

/** A new invoice before anything is typed: the firm's terms, and what is known of its payer. */
export function firstTyped(
  { accounts, settings, today }: FormFacts,
  payer: PayerDetail | null,
  locale: string,
): TypedInvoice {
  const operating = accounts.find(({ kind }) => kind === "operating") ?? accounts[0];
  return {
    account: operating?.id ?? "",
    billTo: payer?.name ?? "",
    billToAddress: payer ? addressText(payer) : "",
    recipientEmails: payer?.emails.join(", ") ?? "",
    clientRef: payer?.clientRefs[0] ?? "",
    matterRef: "",
    issueDate: today,
    termsDays: String(settings.termsDays),
    notes: settings.notes,
    locale: payer?.locale ?? locale,
    taxName: settings.taxName,
    taxRate: writeScaled(settings.taxThousandths, 3),
    lines: [emptyLine(0)],
  };
}

function addressText({ address }: PayerDetail): string {
  const { line1, line2, city, region, postalCode } = address;
  const place = [city, region, postalCode].filter((part) => part !== "").join(" ");
  return [line1, line2, place].filter((part) => part !== "").join("\n");
}
