import { formatDateTime } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { gatewayOf } from "@/lib/gateways/registry";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import type { PublicMethodRequest } from "@/lib/methods/model";
import { methodFormTexts } from "./method-form-texts";
import { MethodView } from "./method-view";

type Props = { token: string; request: PublicMethodRequest; firm: FirmView; locale: Locale };

/** A request by which a method can be saved. */
export function OpenRequest({ token, request, firm, locale }: Props) {
  const t = textsOf(locale, "method.page");
  const contact = { phone: firm.phone, email: firm.email };
  const gateway = gatewayOf(request.gateway);
  const fieldsOf = (kind: "card" | "echeck") =>
    gateway.hostedFields({ kind, locale, accountId: request.accountId, currency: request.currency });
  return (
    <MethodView
      texts={{
        firm: firm.name,
        asks: t("asks", { name: request.payerName }),
        headline: t("headline"),
        about: t("about"),
        details: request.message ? t("details") : t("detailsOnly"),
        facts: [
          { name: t("for"), value: t(`kind.${request.accountKind}`) },
          { name: t("keptAt"), value: t("keptAtValue") },
          { name: t("withdraw"), value: t("withdrawValue", contact) },
          { name: t("openUntil"), value: formatDateTime(request.expiresAt, firm.timeZone, locale) },
        ],
        kind: request.accountKind,
        kindTag: textsOf(locale, "common")(`account.${request.accountKind}Long`),
        message: request.message,
      }}
      form={{
        token,
        fields: {
          card: request.acceptsCard ? fieldsOf("card") : null,
          echeck: request.acceptsEcheck ? fieldsOf("echeck") : null,
        },
        challengeUrl: request.state === "action" ? request.challengeUrl : "",
        lang: locale,
        texts: methodFormTexts(locale, { firm: firm.name, ...contact }),
      }}
    />
  );
}
