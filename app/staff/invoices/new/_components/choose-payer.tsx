import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { TextInput } from "@/components/ui/text-field";
import type { PayerRow } from "@/lib/payers/model";

type Props = { q: string; found: readonly PayerRow[] };

/** Whom the invoice is for: a search that works without scripts, since its answer is an address. */
export async function ChoosePayer({ q, found }: Props) {
  const t = await getTranslations("invoices.who");
  return (
    <Sheet pad="form" className="max-w-[40rem]">
      <div className="stack">
        <search>
          <form className="flex flex-wrap items-center gap-2">
            <TextInput
              type="search"
              name="q"
              defaultValue={q}
              aria-label={t("search")}
              lead={<Icon name="search" />}
              frameClassName="w-[19rem] max-w-full"
            />
            <Button type="submit">{t("action")}</Button>
          </form>
        </search>
        {q !== "" && found.length === 0 && <p className="text-ink-2">{t("none")}</p>}
        {found.length > 0 && (
          <ul aria-label={t("found")} className="divide-y divide-rule">
            {found.map((payer) => (
              <li key={payer.id} className="py-2">
                <Link
                  href={`/staff/invoices/new?payer=${payer.id}`}
                  prefetch={false}
                  aria-label={t("choose", { name: payer.name })}
                >
                  {payer.name}
                </Link>
                <span className="block text-ink-2 text-sm">
                  {[payer.emails[0], payer.clientRefs.join(", ")].filter(Boolean).join(" \u00b7 ")}
                </span>
              </li>
            ))}
          </ul>
        )}
        <div className="actions">
          <LinkButton href="/staff/invoices/new?payer=none">{t("without")}</LinkButton>
        </div>
      </div>
    </Sheet>
  );
}
