import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { requireStaff } from "@/lib/auth/session";
import { formatShortDateTime } from "@/lib/dates/format-date";
import type { SessionView } from "@/lib/staff/model";
import { browserOf } from "@/lib/staff/rules";
import { type EndSession, EndSessionButton } from "./end-session-button";

type Props = {
  sessions: readonly SessionView[];
  /** Of this browser, which signs out by the menu. */
  ownId: string;
  /** Null: may only be looked at. */
  end: EndSession | null;
};

/** Where somebody may be signed in. */
export async function SessionsTable({ sessions, ownId, end }: Props) {
  const { firm } = await requireStaff("signed-in");
  const t = await getTranslations("users.sessions");
  const locale = await getLocale();
  if (sessions.length === 0) return <EmptyState title={t("none")}>{t("noneText")}</EmptyState>;
  return (
    <>
      <ul aria-label={t("title")}>
        {sessions.map(({ id, ip, userAgent, createdAt }) => {
          const { browser, system } = browserOf(userAgent);
          const name = browser ? t("browserOn", { browser, system: system || t("unknown") }) : t("unknown");
          const time = formatShortDateTime(createdAt, firm.timeZone, locale);
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-3 border-rule border-b px-5 py-3">
              <span className="min-w-0">
                <b className="font-medium">{name}</b>
                {id === ownId && <span className="text-ink-3"> {t("this")}</span>}
                <br />
                <span className="text-ink-2 text-sm">{t("since", { time, ip: ip || t("unknown") })}</span>
              </span>
              {end && id !== ownId && <EndSessionButton sessionId={id} name={name} end={end} />}
            </li>
          );
        })}
      </ul>
      <p className="px-5 py-3 text-ink-2 text-sm">{t("ends")}</p>
    </>
  );
}
