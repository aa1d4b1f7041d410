import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { NextSteps } from "@/components/ui/next-steps";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";

type Props = {
  staff: Staff;
  /** There is an account that this user may take money to. */
  hasAccount: boolean;
};

/** Before the first payment: what to do, in order, instead of charts without bars. */
export async function FirstRun({ staff, hasAccount }: Props) {
  const t = await getTranslations("dashboard.first");
  const steps = [
    { id: "account", href: "/staff/settings/accounts", may: staff.can("settings.manage") },
    { id: "link", href: "/staff/send/quick-link", may: hasAccount && staff.can("links.send") },
    { id: "enter", href: "/staff/enter-payment", may: hasAccount && staff.can("payments.take") },
  ] as const;
  const open = steps.filter(({ may }) => may);
  const main = hasAccount ? "link" : "account";
  return (
    <Sheet pad="form" className="mb-5">
      <p className="empty-title">{t("title")}</p>
      <p className="empty-text">{t(open.length > 0 ? "text" : "textReader")}</p>
      {open.length > 0 && (
        <NextSteps
          steps={open.map(({ id, href }) => ({
            title: t(`${id}.title`),
            text: (
              <>
                <span>{t(`${id}.text`)}</span>
                <span className="actions mt-2">
                  <LinkButton href={href} size="sm" variant={id === main ? "primary" : "plain"}>
                    {t(`${id}.step`)}
                  </LinkButton>
                </span>
              </>
            ),
          }))}
        />
      )}
    </Sheet>
  );
}
