import { formatDateTime } from "@/lib/dates/format-date";
import { textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import type { Ctx } from "@/lib/platform/context";
import type { AUTHORIZED_BY } from "./schemas";

/** What staff wrote down of the leave that they were given. */
export type GivenLeave = {
  amountCents: number;
  invoiceNumber: string;
  clientRef: string;
  matterRef: string;
  authorizedBy: string;
  authorizedHow: (typeof AUTHORIZED_BY)[number];
};

type Subject = {
  method: { brand: string; last4: string };
  account: { name: string; currency: string };
  payer: { name: string };
  firm: { name: string; timeZone: string; phone: string };
};

/**
 * The record that a charge on the client's word needs (C4, A7): who gave leave, how, when, for how much, from what, for what, and who
 * wrote it down. Of a bank account that is debited for this once also that an error may be credited and how the leave is taken back
 * (A2). In English, as the firm's own file.
 */
export function writeAuthorizationText(
  ctx: Ctx,
  leave: GivenLeave,
  subject: Subject,
  kind: "record" | "debit" = "record",
): string {
  const t = textsOf("en", "method.authorization");
  const { method, account, payer, firm } = subject;
  const purpose = [
    leave.invoiceNumber && t("invoice", { number: leave.invoiceNumber }),
    leave.clientRef && t("client", { ref: leave.clientRef }),
    leave.matterRef && t("matter", { ref: leave.matterRef }),
  ].filter(Boolean);
  const facts = {
    who: leave.authorizedBy,
    how: t(`how.${leave.authorizedHow}`),
    firm: firm.name,
    amount: formatMoney(leave.amountCents, account.currency, "en"),
    payer: payer.name,
    account: account.name,
    date: formatDateTime(ctx.clock.now(), firm.timeZone, "en"),
  };
  const brand = textsOf("en", "common")(`method.${method.brand || "other"}`);
  const sentences = [
    kind === "debit"
      ? t("debit", { ...facts, method: t("bank", { last4: method.last4 }) })
      : t("record", { ...facts, method: t("method", { brand, last4: method.last4 }) }),
    kind === "debit" ? t("correct") : "",
    kind === "debit" && firm.phone ? t("revoke", { phone: firm.phone }) : "",
    purpose.length > 0 ? t("for", { purpose: purpose.join(", ") }) : "",
    ctx.actor.kind === "user" ? t("by", { name: ctx.actor.name }) : "",
  ];
  return sentences.filter(Boolean).join(" ");
}
