import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { payerAddressOf } from "../../_components/payer-address";

/** There is nothing to charge: the way to the payer's methods. */
export async function NoMethod({ payerId }: { payerId: string }) {
  const t = await getTranslations("autoPays.tab");
  const payers = await getTranslations("payers.tabs");
  return (
    <Sheet className="max-w-[46rem]">
      <EmptyState title={t("needsMethod")} />
      <div className="actions">
        <LinkButton href={payerAddressOf(payerId, "methods")}>{payers("methods")}</LinkButton>
      </div>
    </Sheet>
  );
}
