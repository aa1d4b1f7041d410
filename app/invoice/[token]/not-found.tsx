import { headers } from "next/headers";
import { OutcomePage } from "@/components/layout/outcome-page";
import { requestLocaleOf } from "@/lib/i18n/request-locale";
import { textsOf } from "@/lib/i18n/texts";
import { openToken } from "./_components/open-token";

export default async function InvoiceNotFound() {
  // Next draws this beside every page. Only the few that need it pay for it.
  const [, , token = ""] = ((await headers()).get("x-docketpay-path") ?? "").split("/");
  const isNeeded = await openToken(token).then(
    ({ request, found }) => found === null && !request.isLimited,
    () => false,
  );
  if (!isNeeded) return null;
  const t = textsOf(await requestLocaleOf(), "invoices.public");
  return (
    <div className="public">
      <div className="public-page">
        <OutcomePage tone="off" icon="file" title={t("notFoundTitle")}>
          {t("notFoundText")}
        </OutcomePage>
      </div>
    </div>
  );
}
