import { formatDateTime } from "@/lib/dates/format-date";
import { textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import type { Ctx } from "@/lib/platform/context";
import type { ChargeMethodInput } from "../schemas";

type Subject = {
  method: { brand: string; last4: string };
  account: { name: string; currency: string };
  payer: { name: string };
  firm: { name: string; timeZone: string };
};

/**
 * The record that a charge on the client's word needs (C4, A7): who gave leave, how, when, for how much, from what, for what, and who
 * wrote it down. In English, as the firm's own file.
 */
export function authorizationTextOf(ctx: Ctx, input: ChargeMethodInput, subject: Subject): string {
  const t = textsOf("en", "method.authorization");
  const { method, account, payer, firm } = subject;
  const purpose = [
    input.invoiceNumber && t("invoice", { number: input.invoiceNumber }),
    input.clientRef && t("client", { ref: input.clientRef }),
    input.matterRef && t("matter", { ref: input.matterRef }),
  ].filter(Boolean);
  const sentences = [
    t("record", {
      who: input.authorizedBy,
      how: t(`how.${input.authorizedHow}`),
      firm: firm.name,
      amount: formatMoney(input.amountCents, account.currency, "en"),
      method: t("method", { brand: textsOf("en", "common")(`method.${method.brand || "other"}`), last4: method.last4 }),
      payer: payer.name,
      account: account.name,
      date: formatDateTime(ctx.clock.now(), firm.timeZone, "en"),
    }),
    purpose.length > 0 ? t("for", { purpose: purpose.join(", ") }) : "",
    ctx.actor.kind === "user" ? t("by", { name: ctx.actor.name }) : "",
    input.note ? t("note", { note: input.note }) : "",
  ];
  return sentences.filter(Boolean).join(" ");
}
