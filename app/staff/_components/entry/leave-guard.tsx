"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useUnsavedGuard } from "@/components/forms/use-unsaved-guard";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

type Props = {
  isOn: boolean;
  /** Where the words of the question stand; those of a charge unless said otherwise. */
  words?: "enterPayment.leave" | "payers.form.leave";
};

/** While something typed is neither charged nor saved: a link within the product asks first, leaving the page altogether in the browser's own words. */
export function LeaveGuard({ isOn, words = "enterPayment.leave" }: Props) {
  const t = useTranslations(words);
  const router = useRouter();
  const [target, setTarget] = useState<string | null>(null);
  useUnsavedGuard(isOn && target === null);
  useEffect(() => {
    if (!isOn) return;
    // Before the router hears of it.
    const ask = (event: MouseEvent) => {
      const href = inwardHref(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(href);
    };
    document.addEventListener("click", ask, true);
    return () => document.removeEventListener("click", ask, true);
  }, [isOn]);
  if (target === null) return null;
  return (
    <Dialog
      open
      onClose={() => setTarget(null)}
      title={t("title")}
      lead={t("lead")}
      actions={
        <>
          <Button onClick={() => setTarget(null)}>{t("stay")}</Button>
          <Button variant="danger" onClick={() => router.push(target)}>
            {t("go")}
          </Button>
        </>
      }
    />
  );
}

/** Where a press leads within this tab; null when it stays on the page or opens another one. */
function inwardHref(event: MouseEvent): string | null {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank") return null;
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const url = new URL(link.href, window.location.href);
  const isHere = url.pathname === window.location.pathname && url.hash !== "";
  return url.origin === window.location.origin && !isHere ? `${url.pathname}${url.search}` : null;
}
