import { getTranslations } from "next-intl/server";
import { CopyButton } from "@/components/ui/copy-button";
import { LinkButton } from "@/components/ui/link-button";
import { QrCode } from "@/components/ui/qr-code";
import { Sheet } from "@/components/ui/sheet";
import { TextField } from "@/components/ui/text-field";
import { qrFileOf, qrShapeOf } from "@/lib/documents/qr-shape";
import type { FirmView } from "@/lib/firms/model";
import type { PaymentPageDetail } from "@/lib/payment-pages/model";
import { Snippet } from "./snippet";

type Props = { page: PaymentPageDetail; firm: FirmView; origin: string };

/** Everything that hands a page to clients: its address, its code, the lines for a site and for mails. */
export async function ShareSheet({ page, firm, origin }: Props) {
  const t = await getTranslations("paymentPages.share");
  if (page.status === "draft")
    return (
      <Sheet title={t("title")}>
        <p className="text-ink-2">{t("draft")}</p>
      </Sheet>
    );
  const url = `${origin}/pages/${firm.slug}/${page.slug}`;
  const script = (mode: "button" | "inline") =>
    `<script src="${origin}/embed.js" data-page="${firm.slug}/${page.slug}" data-mode="${mode}"></script>`;
  const signature = `<a href="${url}">${t("signatureText", { firm: firm.name })}</a>`;
  return (
    <Sheet title={t("title")}>
      <div className="stack">
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-[12rem] flex-1">
            <TextField id="page-address" label={t("address")} readOnly defaultValue={url} />
          </div>
          <CopyButton text={url} label={t("copy")} copiedText={t("copied")} />
        </div>
        <div className="flex flex-wrap items-center gap-4">
          <QrCode shape={qrShapeOf(url)} label={t("qr")} />
          <div className="grid gap-2">
            <LinkButton href={qrFileOf(url)} native download={`${page.slug}.svg`} icon="qr" size="sm">
              {t("saveQr")}
            </LinkButton>
            <LinkButton href={url} native newTab icon="external" size="sm">
              {t("open")}
            </LinkButton>
          </div>
        </div>
        <Snippet id="snippet-button" label={t("button")} hint={t("buttonHint")} text={script("button")} />
        <Snippet
          id="snippet-inline"
          label={t("inline")}
          hint={page.hostSites.length > 0 ? t("inlineHint", { sites: page.hostSites.join(", ") }) : t("inlineNobody")}
          text={script("inline")}
        />
        <Snippet id="snippet-signature" label={t("signature")} hint={t("signatureHint")} text={signature} />
      </div>
    </Sheet>
  );
}
