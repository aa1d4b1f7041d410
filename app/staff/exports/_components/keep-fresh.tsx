"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { LinkButton } from "@/components/ui/link-button";

const EVERY_MS = 2_000;

/** Asks for the page anew while something on it moves and somebody looks; without script there is a link that does. */
export function KeepFresh() {
  const t = useTranslations("exports");
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <noscript>
      <p className="actions mt-4">
        <LinkButton href="/staff/exports" native>
          {t("refresh")}
        </LinkButton>
      </p>
    </noscript>
  );
}
