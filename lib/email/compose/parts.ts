import { and, eq } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments, receipts } from "@/db/schema/payments";
import type { MailTemplate } from "@/emails/template";
import { logoOf, shownLogoOf } from "@/lib/branding/rules";
import type { FirmView } from "@/lib/firms/model";
import { DEFAULT_LOCALE, type Locale } from "@/lib/i18n/model";
import type { MergeValues } from "@/lib/mail-texts/model";
import type { Ctx } from "@/lib/platform/context";
import { appUrl } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { mergeValuesOf } from "../merge-values";
import type { Letter, MailFirm } from "../model";

/** A mail whose facts are known, before it is rendered. */
export type MailDraft = {
  letter: Letter;
  /** What the firm's own words may name in it. */
  values: MergeValues;
  /** It is about an eCheck in flight. */
  isClearing: boolean;
};

/**
 * Finds the facts of one kind of mail from the ids in its row. Null: it is no longer true and must not go out.
 * @throws AppError not_found when a row it is made from does not exist
 */
export type Composer = (ctx: Ctx, tx: Tx, payload: Record<string, string>, locale: Locale) => Promise<MailDraft | null>;

export function draftOf<Facts extends object>(template: MailTemplate<Facts>, facts: Facts): MailDraft {
  const letter = template.write(facts);
  const isClearing = "isClearing" in facts && facts.isClearing === true;
  return { letter, values: mergeValuesOf(facts, letter), isClearing };
}

export function mailFirmOf(firm: FirmView): MailFirm {
  const { name, monogram, addressLine, phone, timeZone } = firm;
  return { name, monogram, addressLine, phone, timeZone, accent: accentOf(firm.brand), logo: mailLogoOf(firm) };
}

/** Not a WebP: many mail programs of offices do not know it. */
function mailLogoOf(firm: FirmView): MailFirm["logo"] {
  if (logoOf(firm)?.kind === "webp") return null;
  const logo = shownLogoOf(firm);
  return logo && { ...logo, url: `${appUrl()}${logo.url}` };
}

const COLOUR = /^#[0-9a-f]{6}$/i;

function accentOf(brand: Record<string, string>): MailFirm["accent"] {
  const ground = brand["--brand-accent"] ?? "";
  const label = brand["--brand-on-accent"] ?? "#ffffff";
  return COLOUR.test(ground) && COLOUR.test(label) ? { ground, label } : null;
}

/** The absolute address of a public page, in the mail's language. */
export function publicUrl(path: string, locale: Locale): string {
  return `${appUrl()}${path}${locale === DEFAULT_LOCALE ? "" : `?lang=${locale}`}`;
}

/** An id that the row must carry. */
export function idIn(payload: Record<string, string>, name: string): string {
  const id = payload[name];
  if (!id) throw new AppError("not_found", { reason: `mail_without_${name}` });
  return id;
}

export async function loadAccount(
  ctx: Ctx,
  tx: Tx,
  accountId: string,
): Promise<{ kind: "operating" | "trust"; isTest: boolean }> {
  const rows = await tx
    .select({ kind: merchantAccounts.kind, gateway: merchantAccounts.gateway })
    .from(merchantAccounts)
    .where(and(eq(merchantAccounts.firmId, ctx.firmId), eq(merchantAccounts.id, accountId)));
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "account_unknown" });
  return { kind: row.kind, isTest: row.gateway === "sandbox" };
}

export async function loadPayment(ctx: Ctx, tx: Tx, paymentId: string): Promise<typeof payments.$inferSelect> {
  const rows = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.firmId, ctx.firmId), eq(payments.id, paymentId)));
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "payment_unknown" });
  return row;
}

export async function loadReceiptNumber(ctx: Ctx, tx: Tx, paymentId: string): Promise<string> {
  const rows = await tx
    .select({ number: receipts.number })
    .from(receipts)
    .where(and(eq(receipts.firmId, ctx.firmId), eq(receipts.paymentId, paymentId)));
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "receipt_unknown" });
  return row.number;
}
