"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { SegmentLinks } from "@/components/ui/segment-links";
import { type PayAddress, payHref } from "./pay-address";
import { PaySteps } from "./pay-steps";
import { useSelectedItems } from "./selection";

type Props = { at: PayAddress };

/** The steps with the number of what is ticked now. */
export function SearchSteps({ at }: Props) {
  return <PaySteps now="search" at={at} selected={useSelectedItems().ids.size} />;
}

/** What the last search found, or what is ticked. */
export function ViewSwitch({ at }: Props) {
  const t = useTranslations("connectPay.search");
  const { ids } = useSelectedItems();
  return (
    <SegmentLinks
      label={t("view")}
      items={[
        { href: payHref("search", { ...at, view: "current" }), label: t("current"), current: at.view === "current" },
        {
          href: payHref("search", { ...at, view: "selected" }),
          label: t("selected"),
          count: ids.size,
          current: at.view === "selected",
        },
      ]}
    />
  );
}

/** How many are ticked, and the way on. Waits for the last tick to be kept. */
export function SearchFoot({ at }: Props) {
  const t = useTranslations("connectPay.search");
  const { ids, settle, problem } = useSelectedItems();
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  function go() {
    startTransition(async () => {
      await settle();
      router.push(payHref("allocate", { ...at, cursor: "" }));
    });
  }
  return (
    <>
      {problem && <Banner tone="danger" role="alert" title={problem} className="mt-5" />}
      <div className="actions mt-5">
        <Button
          variant="primary"
          iconEnd="chevron-right"
          id="to-allocate"
          onClick={go}
          pending={pending}
          pendingLabel={t("goPending")}
          unavailable={ids.size === 0 ? t("goOff") : null}
        >
          {t("go")}
        </Button>
        {ids.size > 0 && (
          <span className="text-ink-2 text-sm" role="status">
            {t("count", { count: ids.size })}
          </span>
        )}
      </div>
    </>
  );
}
