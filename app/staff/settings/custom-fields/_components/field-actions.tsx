"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import type { CustomFieldView } from "@/lib/custom-fields/model";
import { archiveCustomFieldAction, moveCustomFieldAction } from "../actions";
import { FieldButton } from "./field-button";

type Props = { field: CustomFieldView; isFirst: boolean; isLast: boolean };

/** What can be done with a field; each button names it, because a table has many of them. */
export function FieldActions({ field, isFirst, isLast }: Props) {
  const t = useTranslations("customFields");
  const [isBusy, startTransition] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  const { id: fieldId, label, isArchived } = field;

  function act(work: () => Promise<{ ok: true } | { ok: false; message: string }>) {
    if (isBusy) return;
    startTransition(async () => {
      const answer = await work().catch(() => null);
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
    });
  }
  const archive = (value: boolean) => act(() => archiveCustomFieldAction({ fieldId, isArchived: value }));
  const move = (direction: "up" | "down") => act(() => moveCustomFieldAction({ fieldId, direction }));

  return (
    <span className="flex flex-wrap items-center gap-2">
      {isArchived ? (
        <Button size="sm" aria-label={`${t("restore")} ${label}`} onClick={() => archive(false)}>
          {t("restore")}
        </Button>
      ) : (
        <>
          <FieldButton module={field.module} field={field} />
          {!isFirst && (
            <Button size="sm" iconOnly icon="arrow-up" aria-label={`${t("up")} ${label}`} onClick={() => move("up")} />
          )}
          {!isLast && (
            <Button
              size="sm"
              iconOnly
              icon="arrow-down"
              aria-label={`${t("down")} ${label}`}
              onClick={() => move("down")}
            />
          )}
          <Button size="sm" aria-label={`${t("archive")} ${label}`} onClick={() => archive(true)}>
            {t("archive")}
          </Button>
        </>
      )}
      {problem && (
        <span role="alert" className="text-danger text-sm">
          {problem}
        </span>
      )}
    </span>
  );
}
