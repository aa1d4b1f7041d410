import { OutcomePage } from "@/components/layout/outcome-page";
import { methodText } from "@/components/payments/method-text";
import { LinkButton } from "@/components/ui/link-button";
import { formatDateTime } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import type { PublicMethodRequest } from "@/lib/methods/model";
import { LookAgain } from "./look-again";

type Props = { token: string; request: PublicMethodRequest; firm: FirmView; locale: Locale };

/** A request by which nothing can be saved now: what became of it first, then what to do. */
export function ClosedRequest({ token, request, firm, locale }: Props) {
  const t = textsOf(locale, "method.done");
  const contact = { firm: firm.name, phone: firm.phone, email: firm.email };
  const when = (date: Date | null) => (date ? formatDateTime(date, firm.timeZone, locale) : "");
  switch (request.state) {
    case "done": {
      const { brand: methodBrand = "", last4: methodLast4 = "" } = request.saved ?? {};
      const method = methodText(textsOf(locale, "common"), { methodBrand, methodLast4 });
      return (
        <OutcomePage tone="ok" title={t("savedTitle")} note={t("question", contact)}>
          {t("savedText", { method, firm: firm.name, date: when(request.closedAt) })}{" "}
          {request.copySentTo && t("savedCopy", { email: request.copySentTo })} {t("savedOnce")}
        </OutcomePage>
      );
    }
    case "expired":
      return (
        <OutcomePage tone="warn" title={t("expiredTitle")} note={t("askNew", contact)}>
          {t("expiredText", { date: when(request.expiresAt) })}
        </OutcomePage>
      );
    case "cancelled":
      return (
        <OutcomePage tone="off" title={t("cancelledTitle")} note={t("question", contact)}>
          {t("cancelledText")}
        </OutcomePage>
      );
    default:
      return (
        <OutcomePage
          tone="info"
          title={t("savingTitle")}
          actions={
            <LinkButton href={`/method/${token}?lang=${locale}`} native>
              {t("lookAgain")}
            </LinkButton>
          }
          note={t("question", contact)}
        >
          {t("savingText")}
          <LookAgain />
        </OutcomePage>
      );
  }
}
