import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { CheckButton } from "@/components/payments/check-button";
import { Banner, type BannerTone } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { formatDate, formatShortDateTime } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { formatMoney } from "@/lib/money/format-money";
import type { PaymentDetail } from "@/lib/payments/model";
import { isReturnCode } from "@/lib/returns/model";
import { returnClassOf } from "@/lib/returns/rules";
import { checkPaymentAction } from "../actions";
import { wordOf } from "./word-of";

type Props = { payment: PaymentDetail; firm: FirmView; now: Date; may: { send: boolean; take: boolean } };
type Said = { tone: BannerTone; title: string; text: string; action?: ReactNode };

/** How the payment stands where its state alone does not say it, and what to do next. */
export async function StandingBanner(props: Props) {
  const said = [await ofState(props), await ofVoid(props), await ofRefunds(props)].filter((one) => one !== null);
  return said.map(({ tone, title, text, action }) => (
    <Banner key={title} tone={tone} title={title} action={action} className="mb-5">
      {text}
    </Banner>
  ));
}

async function ofState(props: Props): Promise<Said | null> {
  const { payment } = props;
  const t = await getTranslations("payments.detail.standing");
  switch (payment.status) {
    case "created":
    case "processing":
    case "unknown":
      return ofOpen(props);
    case "pending":
      return {
        tone: "info",
        title: t("pending.title"),
        text: t(payment.linkId ? "pending.text" : "pending.textNoLink"),
      };
    case "declined": {
      const reason = await wordOf("declineReason", payment.declineCode);
      return { tone: "info", title: t("declined.title", { reason }), text: payment.linkId ? t("declined.text") : "" };
    }
    case "error":
      return { tone: "info", title: t("error.title"), text: payment.linkId ? t("error.text") : "" };
    case "voided":
      return {
        tone: "info",
        title: t("voided.title"),
        text: payment.linkId ? t("voided.text") : "",
        action: await newLink(props),
      };
    case "returned":
      return ofReturn(props);
    case "disputed":
    case "dispute_lost":
      return ofDispute(props);
    default:
      return payment.disputes[0]?.status === "won" ? { tone: "ok", title: t("won.title"), text: t("won.text") } : null;
  }
}

/** What we know, when it was asked for and when it is asked next; never "pay again". */
async function ofOpen({ payment, firm, may }: Props): Promise<Said> {
  const t = await getTranslations("payments.detail.standing");
  const locale = await getLocale();
  const when = (at: Date | null) => (at ? formatShortDateTime(at, firm.timeZone, locale) : "");
  if (payment.awaitsPayer) return { tone: "info", title: t("action.title"), text: t("action.text") };
  if (payment.status !== "unknown") return { tone: "warn", title: t("processing.title"), text: t("processing.text") };
  const sent = t("unknown.text", { sent: when(payment.submittedAt ?? payment.createdAt) });
  const next = when(payment.checkAt);
  const asked = payment.askedAt
    ? t("unknown.asked", { asked: when(payment.askedAt), next })
    : t("unknown.next", { next });
  return {
    tone: "warn",
    title: t("unknown.title"),
    text: next ? `${sent} ${asked}` : sent,
    action: may.take && <CheckButton paymentId={payment.id} check={checkPaymentAction} />,
  };
}

async function ofReturn(props: Props): Promise<Said> {
  const { returnCode: code } = props.payment;
  const t = await getTranslations("payments");
  const reason = t(`returnCode.${isReturnCode(code) ? code : "other"}`);
  return {
    tone: "danger",
    title: t("detail.standing.returned.title", { code, reason }),
    text: t(`returnStep.${returnClassOf(code)}`),
    action: await newLink(props),
  };
}

async function ofDispute(props: Props): Promise<Said> {
  const { payment, firm, now } = props;
  const [dispute] = payment.disputes;
  const t = await getTranslations("payments.detail.standing");
  const locale = await getLocale();
  const amount = formatMoney(dispute?.amountCents ?? payment.amountCents, payment.currency, locale);
  if (payment.status === "dispute_lost") {
    const trust = payment.accountKind === "trust" ? `${t("dispute_lost.trust")} ` : "";
    return {
      tone: "danger",
      title: t("dispute_lost.title", { amount }),
      text: trust + t("dispute_lost.text"),
      action: await newLink(props),
    };
  }
  const dueAt = dispute?.evidenceDueAt;
  const due = dueAt ? formatDate(dueAt, firm.timeZone, locale) : "";
  const text = dueAt && dueAt < now ? t("disputed.textLate", { due }) : t("disputed.text", { due });
  return {
    tone: "danger",
    title: t("disputed.title", { amount, reason: await wordOf("disputeReason", dispute?.reason ?? "") }),
    text: due ? text : t("disputed.textNoDate"),
  };
}

async function ofVoid({ payment }: Props): Promise<Said | null> {
  const isUnderWay = payment.voids.some(({ status }) => status === "processing" || status === "unknown");
  const t = await getTranslations("payments.detail.standing.voiding");
  return isUnderWay ? { tone: "warn", title: t("title"), text: t("text") } : null;
}

async function ofRefunds({ payment }: Props): Promise<Said | null> {
  const underWay = payment.refunds.filter(({ status }) => status === "processing" || status === "unknown");
  if (underWay.length === 0) return null;
  const cents = underWay.reduce((sum, refund) => sum + refund.amountCents, 0);
  const t = await getTranslations("payments.detail.standing.refunding");
  const amount = formatMoney(cents, payment.currency, await getLocale());
  return { tone: "warn", title: t("title", { amount }), text: t("text") };
}

async function newLink({ payment, may }: Props): Promise<ReactNode> {
  const t = await getTranslations("payments.detail");
  return payment.linkId && may.send ? (
    <LinkButton href={`/staff/send/quick-link?from=${payment.linkId}`} size="sm" icon="send">
      {t("newLink")}
    </LinkButton>
  ) : null;
}
