import type { ReactNode } from "react";
import { FirmPage } from "@/components/firm/firm-page";
import type { FirmView } from "@/lib/firms/model";
import type { PublicRequest } from "@/lib/http/public-request";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import type { PublicPage } from "@/lib/payment-pages/model";
import { FrameHeight } from "./frame-height";

type Props = {
  firm: FirmView;
  page: PublicPage;
  locale: Locale;
  frame: "page" | "embed";
  path: string;
  request: PublicRequest;
  title: string;
  children: ReactNode;
};

/** The firm's page around either step. It says its language itself, since a page may have one of its own. */
export function PageFrame({ firm, page, locale, frame, path, request, title, children }: Props) {
  return (
    <div lang={locale} className={frame === "embed" ? "embedded" : undefined}>
      <title>{`${title} \u00b7 ${firm.name}`}</title>
      <FirmPage
        firm={firm}
        locale={locale}
        t={textsOf(locale, "common")}
        path={path}
        host={request.host}
        nonce={request.nonce}
        disclaimer={page.disclaimer || firm.disclaimer}
      >
        {children}
      </FirmPage>
      {frame === "embed" && <FrameHeight />}
    </div>
  );
}
