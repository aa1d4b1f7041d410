"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { FormText, useFieldError } from "@/components/forms/form-fields";
import { Button } from "@/components/ui/button";
import { FileField } from "@/components/ui/file-field";
import type { ActionResult } from "@/lib/http/action-result";
import { MAX_PICTURE_BYTES } from "@/lib/payment-pages/model";
import { pictureUrlOf } from "@/lib/payment-pages/rules";
import type { PaymentPageTyped } from "@/lib/payment-pages/schemas";

type Props = { place: number; firmId: string };

/** The picture of an item: sent as soon as it is chosen, shown to visitors once the page is saved. */
export function PictureField({ place, firmId }: Props) {
  const t = useTranslations("paymentPages.items");
  const optional = useTranslations("common")("optional");
  const number = place + 1;
  const { control, setValue } = useFormContext<PaymentPageTyped>();
  const pictureId = useWatch({ control, name: `items.${place}.pictureId` });
  const refused = useFieldError(`items.${place}.pictureId`);
  const change = (id: string) => setValue(`items.${place}.pictureId`, id, { shouldDirty: true });
  const { isBusy, problem, choose } = usePictureUpload(change);
  if (!pictureId)
    return (
      <FileField
        id={`items.${place}.pictureId`}
        name={`picture-${place}`}
        label={t("picture", { number })}
        optional={optional}
        hint={t("pictureHint")}
        prompt={isBusy ? t("pictureSending") : t("picturePrompt")}
        error={problem ?? refused}
        accept=".png,.jpg,.jpeg,.webp,image/png,image/jpeg,image/webp"
        onChange={(event) => choose(event.target.files?.[0] ?? null)}
      />
    );
  return (
    <div className="form-grid items-end">
      <div className="flex flex-wrap items-end gap-3">
        {/* biome-ignore lint/performance/noImgElement: it is small, and nothing optimizes images */}
        <img
          src={pictureUrlOf(firmId, pictureId)}
          alt={t("pictureNow", { number })}
          className="size-24 rounded-control border border-rule-strong bg-sheet-2 object-contain"
        />
        <Button size="sm" icon="trash" onClick={() => change("")}>
          {t("pictureRemove", { number })}
        </Button>
      </div>
      <FormText
        name={`items.${place}.pictureAlt`}
        label={t("pictureAlt", { number })}
        optional={optional}
        hint={t("pictureAltHint")}
        autoComplete="off"
        maxLength={160}
      />
    </div>
  );
}

function usePictureUpload(onDone: (id: string) => void) {
  const t = useTranslations("paymentPages.items");
  const words = useTranslations("errors.field");
  const [isBusy, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);

  function choose(file: File | null) {
    setProblem(file && file.size > MAX_PICTURE_BYTES ? words("picture_too_large") : null);
    if (!file || file.size > MAX_PICTURE_BYTES || isBusy) return;
    start(async () => {
      const answer = await postPicture(file);
      if (answer?.ok) onDone(answer.data.id);
      else setProblem(answer?.fields[0]?.message ?? answer?.message ?? t("pictureUnreachable"));
    });
  }
  return { isBusy, problem, choose };
}

/** Sends a file, and gives the answer as of an action; null when there was none. */
async function postPicture(file: File): Promise<ActionResult<{ id: string }> | null> {
  try {
    const answer = await fetch("/staff/pages/picture", { method: "POST", body: file });
    return (await answer.json()) as ActionResult<{ id: string }>;
  } catch {
    return null;
  }
}
