import type { Metadata } from "next";
import { FirmPage } from "@/components/firm/firm-page";
import { OutcomePage } from "@/components/layout/outcome-page";
import { TooManyPage } from "@/components/layout/too-many-page";
import { Button } from "@/components/ui/button";
import { answerNotFound } from "@/lib/http/answer-status";
import { receivePublicRequest } from "@/lib/http/public-request";
import { requestLocaleOf } from "@/lib/i18n/request-locale";
import { textsOf } from "@/lib/i18n/texts";
import { findReminderChoice } from "@/lib/pay-links/find-reminder-choice";
import { UnknownLink } from "../../_components/unknown-link";

type Props = { params: Promise<{ token: string; recipient: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: textsOf(await requestLocaleOf(), "pay.reminders")("documentTitle") };
}

/** Whether a recipient is reminded of unpaid links, and the button that changes it. Opening it changes nothing. */
export default async function RemindersPage({ params }: Props) {
  const { token, recipient } = await params;
  const request = await receivePublicRequest();
  const locale = await requestLocaleOf();
  const common = textsOf(locale, "common");
  if (request.isLimited) return <TooManyPage title={common("tooMany.title")} text={common("tooMany.text")} />;
  const found = await findReminderChoice(token, recipient);
  if (!found) return answerNotFound(<UnknownLink locale={locale} />);
  const { firm, choice } = found;
  const t = textsOf(locale, "pay.reminders");
  const path = `/pay/${token}/reminders/${recipient}`;
  const words = choice.isOptedOut ? "off" : "on";
  return (
    <FirmPage firm={firm} locale={locale} t={common} path={path} host={request.host} nonce={request.nonce}>
      <OutcomePage
        tone={choice.isOptedOut ? "ok" : "info"}
        icon={choice.isOptedOut ? undefined : "mail"}
        title={t(`${words}Title`)}
        actions={
          <form method="post" action={`${path}/stop?lang=${locale}`}>
            {choice.isOptedOut && <input type="hidden" name="wants" value="yes" />}
            <Button type="submit" variant={choice.isOptedOut ? "plain" : "primary"} size="lg">
              {t(`${words}Action`)}
            </Button>
          </form>
        }
        note={t("note")}
      >
        {t(`${words}Text`, { firm: firm.name, address: choice.address })}
      </OutcomePage>
    </FirmPage>
  );
}
