import { getLocale, getTranslations } from "next-intl/server";
import { methodText } from "@/components/payments/method-text";
import { formatMoney } from "@/lib/money/format-money";
import type { PaymentDetail, PaymentEvent } from "@/lib/payments/model";
import { isReturnCode } from "@/lib/returns/model";
import { wordOf } from "./word-of";

/** One plain sentence with who and numbers. */
export async function eventText(event: PaymentEvent, payment: PaymentDetail): Promise<string> {
  const t = await getTranslations("payments.eventText");
  const parts = event.kind.startsWith("mail.")
    ? await mailText(event)
    : [...(await factsText(event, payment)), await actorText(event)];
  return parts.filter(Boolean).join(" ") || t("bySystem");
}

async function mailText({ detail }: PaymentEvent): Promise<string[]> {
  const t = await getTranslations("payments.eventText");
  const to = detail.to ?? "";
  if (detail.status === "queued") return [t("toQueued", { to })];
  if (detail.outcome === "bounced")
    return [t("toFailed", { to }), detail.reason ? t("serverSaid", { reason: detail.reason }) : ""];
  if (detail.outcome === "complained") return [t("toComplained", { to })];
  if (detail.outcome === "delivered") return [t("toDelivered", { to })];
  return [detail.status === "failed" ? t("toFailed", { to }) : t("to", { to })];
}

async function factsText(event: PaymentEvent, payment: PaymentDetail): Promise<string[]> {
  const { kind, detail } = event;
  const t = await getTranslations("payments.eventText");
  const corrected = await correctionText(event, payment);
  if (corrected) return corrected;
  const reasons = await getTranslations("payments.declineReason");
  const common = await getTranslations("common");
  const locale = await getLocale();
  const method = methodText(common, { methodBrand: detail.brand ?? "", methodLast4: detail.last4 ?? "" });
  if (kind === "declined") {
    const key = (detail.code ?? "") as never;
    const reason = reasons.has(key) ? reasons(key) : (detail.code ?? "");
    return [method ? t("decline", { reason, method }) : t("declineNoMethod", { reason })];
  }
  if (kind === "error") return [t("neverTaken")];
  return [
    kind === "approved" && detail.authCode ? t("auth", { authCode: detail.authCode }) : "",
    detail.amountCents
      ? t("amount", { amount: formatMoney(Number(detail.amountCents), payment.currency, locale) })
      : "",
    detail.reason ? t("reason", { reason: detail.reason }) : "",
    detail.to ? t("to", { to: detail.to }) : "",
  ];
}

/** What the bank or the gateway did to a taken payment; null for any other event. */
async function correctionText({ kind, detail }: PaymentEvent, payment: PaymentDetail): Promise<string[] | null> {
  const t = await getTranslations("payments.eventText");
  const locale = await getLocale();
  const cents = detail.amountCents ? Number(detail.amountCents) : payment.amountCents;
  const amount = formatMoney(cents, payment.currency, locale);
  const why = detail.reason ? t("reason", { reason: detail.reason }) : "";
  switch (kind) {
    case "returned":
      return [t("returned", { code: detail.code ?? "", reason: await returnReason(detail.code ?? "") })];
    case "disputed":
      return [t("disputed", { amount, reason: await wordOf("disputeReason", detail.reason ?? "") })];
    case "dispute_lost":
      return [t("disputeLost", { amount })];
    case "dispute.won":
      return [t("disputeWon")];
    case "void.requested":
      return [why];
    case "refund.requested":
      return [t("asked", { amount }), why];
    case "second.asked":
    case "second.approved":
    case "second.declined":
    case "second.cancelled":
    case "second.lapsed":
      return [t("asked", { amount }), why, detail.note ? t("note", { note: detail.note }) : ""];
    case "void.refused":
    case "refund.refused":
      return [t("gatewaySaid", { reason: await wordOf("refusal", detail.code ?? "") })];
    default:
      return null;
  }
}

async function returnReason(code: string): Promise<string> {
  const t = await getTranslations("payments.returnCode");
  return t(isReturnCode(code) ? code : "other");
}

async function actorText({ kind, actorName }: PaymentEvent): Promise<string> {
  const t = await getTranslations("payments.eventText");
  if (actorName.startsWith("payer:")) return kind.startsWith("link.") || kind === "processing" ? t("byPayer") : "";
  // It ends by what happens to the payment, which stands beside it.
  if (kind === "second.lapsed") return "";
  if (actorName.startsWith("system:")) return t("bySystem");
  if (actorName.startsWith("api_key:")) return t("by", { name: "API" });
  return actorName && actorName !== "database" ? t("by", { name: actorName }) : "";
}
