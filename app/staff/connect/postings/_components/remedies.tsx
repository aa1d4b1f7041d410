"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import type { PostingFit, PostingRow, PostingTrouble } from "@/lib/postings/model";
import { EditPosting } from "./edit-posting";
import { useReallocate } from "./use-reallocate";

type Props = {
  row: PostingRow;
  trouble: PostingTrouble;
  /** Whether this user may map accounts. */
  mayMap: boolean;
};

/** The next step of an incomplete record, in its own row. */
export function Remedies({ row, trouble, mayMap }: Props) {
  const t = useTranslations("postings.act");
  const [isOpen, setOpen] = useState(false);
  if (trouble.reason === "not_checked" || trouble.reason === "original_not_posted") return null;
  if (trouble.reason === "account_unmapped")
    return mayMap ? (
      <LinkButton href="/staff/connect/settings?tab=accounts" size="sm">
        {t("mapAccount")}
      </LinkButton>
    ) : (
      <span className="text-ink-2 text-sm">{t("mapByAdmin")}</span>
    );
  const closest = "closest" in trouble ? trouble.closest : null;
  return (
    <>
      {closest && <UseClosest row={row} closest={closest} />}
      <Button size="sm" onClick={() => setOpen(true)}>
        {row.isReversal ? t("edit") : t("reallocate")}
        <span className="sr-only"> {row.number}</span>
      </Button>
      {isOpen && <EditPosting row={row} isReallocating onClose={() => setOpen(false)} />}
    </>
  );
}

/** One press puts the record on the item that the matter system has nearest to what was given. */
function UseClosest({ row, closest }: { row: PostingRow; closest: PostingFit }) {
  const t = useTranslations("postings.act");
  const { isBusy, problem, reallocate } = useReallocate(row);
  const number = closest.invoiceNumber || closest.matterNumber;
  return (
    <>
      {problem && (
        <span role="alert" className="text-danger text-sm">
          {problem}
        </span>
      )}
      <Button
        size="sm"
        pending={isBusy}
        pendingLabel={t("using")}
        onClick={() => reallocate([{ itemKey: closest.key, amountCents: null }])}
      >
        {t("useClosest", { number })}
      </Button>
    </>
  );
}
