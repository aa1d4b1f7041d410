import { getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { AppError } from "@/lib/platform/errors";

const KNOWN = ["connector_down", "connector_slow", "connector_failed"] as const;

type Props = {
  error: unknown;
  systemName: string;
  /** The same address, to be asked again. */
  href: string;
  /** How many items are selected: none of them is lost. */
  selected: number;
};

/** The matter system does not answer: what that means, and the way to ask again. @throws what is no such trouble */
export async function SystemTrouble({ error, systemName, href, selected }: Props) {
  if (!(error instanceof AppError) || error.code !== "upstream_unavailable") throw error;
  const t = await getTranslations("connectPay.trouble");
  const reason = KNOWN.find((known) => known === error.reason) ?? "connector_slow";
  return (
    <Banner
      tone="warn"
      title={t(`${reason}.title`, { system: systemName })}
      action={
        // A whole load, so that it is asked anew.
        <LinkButton href={href} native size="sm" icon="refresh">
          {t("again")}
        </LinkButton>
      }
    >
      {reason === "connector_failed" && error.detail === ""
        ? t("connector_failed.silent")
        : t(`${reason}.text`, { detail: error.detail })}{" "}
      {selected > 0 && t("kept", { count: selected })}
    </Banner>
  );
}
