import { payers } from "@/db/schema/payers";
import type { FirmView } from "@/lib/firms/model";
import { isLocale, type Locale } from "@/lib/i18n/model";
import { splitAddresses } from "@/lib/pay-links/schemas";
import { payerIs } from "@/lib/payers/lock-payer";
import type { PayerAddress, PayerFacts } from "@/lib/payers/model";
import { saveEnteredPayer } from "@/lib/payers/save-entered-payer";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

type Asked = {
  draftId: string;
  payerId: string;
  payerName: string;
  payerKind: PayerFacts["kind"];
  savePayer: boolean;
  receiptEmails: string;
  address?: PayerAddress;
  /** Of the client whose invoices are paid; "" for several. */
  clientRef?: string;
  firm: FirmView;
};

export type ChosenPayer = { id: string | null; name: string; locale: Locale };

const NO_ADDRESS: PayerAddress = { line1: "", line2: "", city: "", region: "", postalCode: "", country: "" };

/** Who pays: one of the firm's payers, or somebody new, kept if asked. @throws AppError not_found, refused (payer_archived) */
export async function choosePayer(ctx: Ctx, tx: Tx, asked: Asked): Promise<ChosenPayer> {
  if (asked.payerId !== "") return findPayer(ctx, tx, asked.payerId, asked.firm);
  const { payerName: name, payerKind: kind, firm, address = NO_ADDRESS, clientRef = "" } = asked;
  const { locale } = firm;
  if (!asked.savePayer) return { id: null, name, locale };
  const [givenName = "", ...others] = kind === "person" ? name.split(/\s+/) : [];
  const isSplit = others.length > 0;
  const facts: PayerFacts = {
    ...{ kind, name, locale, address, phone: "", notes: "", customFields: {} },
    givenName: isSplit ? givenName : "",
    familyName: isSplit ? others.join(" ") : givenName,
    emails: [...new Set(splitAddresses(asked.receiptEmails))],
    clientRefs: clientRef ? [clientRef] : [],
  };
  return { id: await saveEnteredPayer(ctx, tx, facts, `connect:${asked.draftId}`), name, locale };
}

async function findPayer(ctx: Ctx, tx: Tx, payerId: string, firm: FirmView): Promise<ChosenPayer> {
  const rows = await tx.select().from(payers).where(payerIs(ctx, payerId));
  const [row] = rows;
  if (!row) throw new AppError("not_found", { reason: "payer_unknown" });
  if (row.archivedAt) throw new AppError("refused", { reason: "payer_archived" });
  return { id: row.id, name: row.name, locale: isLocale(row.locale) ? row.locale : firm.locale };
}
