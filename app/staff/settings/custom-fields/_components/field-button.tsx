"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { CustomFieldView, FieldModule } from "@/lib/custom-fields/model";
import { FieldForm } from "./field-form";

type Props = { module: FieldModule /** Null adds one. */; field: CustomFieldView | null };

/** Opens the form of a field. */
export function FieldButton({ module, field }: Props) {
  const t = useTranslations("customFields");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      {field ? (
        <Button size="sm" aria-label={`${t("edit")} ${field.label}`} onClick={() => setIsOpen(true)}>
          {t("edit")}
        </Button>
      ) : (
        <Button variant="primary" icon="plus" onClick={() => setIsOpen(true)}>
          {t("add")}
        </Button>
      )}
      {isOpen && (
        <Dialog
          open
          onClose={() => setIsOpen(false)}
          title={field ? t("dialog.editTitle", { label: field.label }) : t("dialog.addTitle")}
          actions={null}
        >
          <FieldForm module={module} field={field} onClose={() => setIsOpen(false)} />
        </Dialog>
      )}
    </>
  );
}
