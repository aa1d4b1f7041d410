import { headers } from "next/headers";
import { OutcomePage } from "@/components/layout/outcome-page";
import { requestLocaleOf } from "@/lib/i18n/request-locale";
import { textsOf } from "@/lib/i18n/texts";
import { openToken } from "./_components/open-token";

/** One answer for every unknown token, so that nothing can be learned by guessing. */
export default async function RequestNotFound() {
  // Next draws this beside every page. Only the few that need it pay for it.
  const [, , token = ""] = ((await headers()).get("x-docketpay-path") ?? "").split("/");
  const isNeeded = await openToken(token).then(
    ({ request, found }) => found === null && !request.isLimited,
    () => false,
  );
  if (!isNeeded) return null;
  const t = textsOf(await requestLocaleOf(), "method.done");
  return (
    <div className="public">
      <div className="public-page">
        <OutcomePage tone="off" icon="card" title={t("unknownTitle")}>
          {t("unknownText")}
        </OutcomePage>
      </div>
    </div>
  );
}
