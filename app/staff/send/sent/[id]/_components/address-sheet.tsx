import { getLocale, getTranslations } from "next-intl/server";
import { LinkNote, LinkStatus } from "@/components/pay-links/link-status";
import { AccountTag } from "@/components/payments/account-tag";
import { LinkButton } from "@/components/ui/link-button";
import { QrCode } from "@/components/ui/qr-code";
import { Sheet } from "@/components/ui/sheet";
import { qrFileOf, qrShapeOf } from "@/lib/documents/qr-shape";
import type { FirmView } from "@/lib/firms/model";
import { formatMoney } from "@/lib/money/format-money";
import type { PayLinkDetail } from "@/lib/pay-links/model";
import { AddressField } from "./address-field";
import { textMessageOf } from "./text-message";
import { TextMessageField } from "./text-message-field";

type Props = { link: PayLinkDetail; url: string | null; firm: FirmView };

/** The sum, the state, and while the link is open everything that hands it to the client. `url` is null for who may not send. */
export async function AddressSheet({ link, url, firm }: Props) {
  const t = await getTranslations("links.result");
  const locale = await getLocale();
  const isOpen = link.status === "outstanding";
  return (
    <Sheet pad="form">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <p className="text-ink-2 text-sm">{t("amount")}</p>
          <p className="font-serif text-3xl leading-tight">{formatMoney(link.amountCents, link.currency, locale)}</p>
        </div>
        <div className="grid gap-1.5 sm:justify-items-end sm:text-right">
          <LinkStatus status={link.status} />
          <AccountTag kind={link.accountKind} />
          <LinkNote link={link} />
        </div>
      </div>
      {isOpen && url ? (
        <Handover link={link} url={url} firm={firm} />
      ) : (
        !isOpen && <p className="mt-4 text-ink-2 text-sm">{t("closedHint")}</p>
      )}
    </Sheet>
  );
}

/** The address to copy, to scan, to text; and how the client sees it. */
async function Handover({ link, url, firm }: { link: PayLinkDetail; url: string; firm: FirmView }) {
  const t = await getTranslations("links.result");
  return (
    <>
      <div className="mt-6">
        <AddressField url={url} />
      </div>
      <div className="mt-6 grid gap-6 border-rule border-t pt-6 sm:grid-cols-[8.5rem_minmax(0,1fr)]">
        <QrCode shape={qrShapeOf(url)} label={t("qr")} />
        <TextMessageField text={textMessageOf(link, url, firm)}>
          <LinkButton href={qrFileOf(url)} native download={`${link.number}.svg`} icon="qr" size="sm">
            {t("saveQr")}
          </LinkButton>
          <LinkButton href={url} native newTab icon="external" size="sm">
            {t("openAsClient")}
          </LinkButton>
        </TextMessageField>
      </div>
    </>
  );
}
