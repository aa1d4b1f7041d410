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
import { acceptInvite } from "./actions";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: `${textsOf(await requestLocaleOf(), "access.invite")("title")} · Docketpay` };
}

export default async function InvitePage({ params }: Props) {
  const { token } = await params;
  const request = await receivePublicRequest();
  const locale = await requestLocaleOf();
  const common = textsOf(locale, "common");
  if (request.isLimited) return <TooManyPage title={common("tooMany.title")} text={common("tooMany.text")} />;
  const found = await findStaffToken("invite", token);
  if (!found) notFound();
  const t = textsOf(locale, "access");
  const { state, firm, name, email, expiresAt } = found;
  const date = formatDateTime(expiresAt, firm.timeZone, locale);
  if (state !== "open") {
    const action = DEAD_ACTION[state];
    return (
      <DeadLink
        title={t(`invite.${state}.title`)}
        text={t(`invite.${state}.text`, { firm: firm.name, date })}
        action={action && { href: action, label: t(`invite.${state}.action`) }}
      />
    );
  }
  const field = (key: string) => t(`field.${key}`);
  return (
    <AccessPage title={t("invite.title")} lead={t("invite.lead", { firm: firm.name, date })} name={firm.name}>
      <NewPasswordForm
        action={acceptInvite}
        token={token}
        email={email}
        name={name}
        texts={{
          ...{ name: field("name"), nameHint: field("nameHint"), email: field("email") },
          ...{ password: field("password"), passwordHint: field("passwordHint"), required: common("required") },
          ...{ submit: t("invite.submit"), submitting: t("field.saving") },
        }}
      />
    </AccessPage>
  );
}

/** Where somebody goes on whose link is dead. */
const DEAD_ACTION = { used: "/sign-in", expired: null, withdrawn: null } as const;
