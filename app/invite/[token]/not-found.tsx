import { DeadLink } from "@/components/access/dead-link";
import { requestLocaleOf } from "@/lib/i18n/request-locale";
import { textsOf } from "@/lib/i18n/texts";

/** One answer for every unknown token, so that nothing can be learned by guessing. */
export default async function InviteNotFound() {
  const t = textsOf(await requestLocaleOf(), "access.invite.unknown");
  return <DeadLink title={t("title")} text={t("text")} action={null} />;
}
