import { PublicColumns } from "@/components/layout/public-columns";
import type { FirmView } from "@/lib/firms/model";
import type { Locale } from "@/lib/i18n/model";
import type { PublicPage } from "@/lib/payment-pages/model";
import { FirstStep } from "./first-step";
import { PageStatement } from "./page-statement";

type Props = { page: PublicPage; firm: FirmView; locale: Locale };

/** The first step as a visitor sees it, for staff: nothing in it can be pressed or filled in. */
export function PagePreview({ page, firm, locale }: Props) {
  return (
    <div className="sheet sheet-form" lang={locale} inert>
      <PublicColumns
        as="div"
        statement={<PageStatement page={page} locale={locale} />}
        form={<FirstStep {...{ page, firm, locale }} frame="page" requestId="" />}
      />
    </div>
  );
}
