import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AccessPage } from "@/components/access/access-page";
import { DeadLink } from "@/components/access/dead-link";
import { NewPasswordForm } from "@/components/access/new-password-form";
import { TooManyPage } from "@/components/layout/too-many-page";
import { formatDateTime } from "@/lib/dates/format-date";
import { receivePublicRequest } from "@/lib/http/public-request";
import { requestLocaleOf } from "@/lib/i18n/request-locale";
import { textsOf } from "@/lib/i18n/texts";
import { findStaffToken } from "@/lib/staff/find-staff-token";
import { resetPassword } from "./actions";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: `${textsOf(await requestLocaleOf(), "access.reset")("title")} · Docketpay` };
}

export default async function ResetPage({ params }: Props) {
  const { token } = await params;
  const request = await receivePublicRequest();
  const locale = await requestLocaleOf();
  const common = textsOf(locale, "common");
  if (request.isLimited) return <TooManyPage title={common("tooMany.title")} text={common("tooMany.text")} />;
  const found = await findStaffToken("reset", token);
  if (!found) notFound();
  const t = textsOf(locale, "access");
  const { state, firm, email, expiresAt } = found;
  const date = formatDateTime(expiresAt, firm.timeZone, locale);
  if (state !== "open") {
    const action = DEAD_ACTION[state];
    return (
      <DeadLink
        title={t(`reset.${state}.title`)}
        text={t(`reset.${state}.text`, { firm: firm.name, date })}
        action={action && { href: action, label: t(`reset.${state}.action`) }}
      />
    );
  }
  const field = (key: string) => t(`field.${key}`);
  return (
    <AccessPage title={t("reset.title")} lead={t("reset.lead", { firm: firm.name, date })} name={firm.name}>
      <NewPasswordForm
        action={resetPassword}
        token={token}
        email={email}
        name={null}
        texts={{
          ...{ name: field("name"), nameHint: field("nameHint"), email: field("email") },
          ...{ password: field("password"), passwordHint: field("passwordHint"), required: common("required") },
          ...{ submit: t("reset.submit"), submitting: t("field.saving") },
        }}
      />
    </AccessPage>
  );
}

/** Where somebody goes on whose link is dead. */
const DEAD_ACTION = { used: "/sign-in", expired: "/sign-in/forgot", withdrawn: "/sign-in/forgot" } as const;
