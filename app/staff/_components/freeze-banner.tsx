import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { findFreeze } from "@/lib/installation/find-freeze";

/** On every page while no money moves: why, what still works, and what to do. */
export async function FreezeBanner({ canSeeBooks }: { canSeeBooks: boolean }) {
  const { scope, reason } = await findFreeze();
  const t = await getTranslations("settings.freeze");
  const kind = reason === "restored" ? reason : scope;
  return (
    <Banner
      tone="danger"
      className="mb-5 no-print"
      title={t(`${kind}.title`)}
      action={
        canSeeBooks && (
          <Link href="/staff/settings/books" prefetch={false}>
            {t("books")}
          </Link>
        )
      }
    >
      {t(`${kind}.text`)}
    </Banner>
  );
}
