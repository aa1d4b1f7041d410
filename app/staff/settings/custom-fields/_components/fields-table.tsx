import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import type { CustomFieldView, FieldModule } from "@/lib/custom-fields/model";
import { FieldActions } from "./field-actions";

type Props = { module: FieldModule; fields: readonly CustomFieldView[] };

/** One line a field in the order of the form; what is not asked for any more stands last. */
export async function FieldsTable({ module, fields }: Props) {
  const t = await getTranslations("customFields");
  if (fields.length === 0)
    return (
      <EmptyState title={t("none.title")}>{t(module === "payment" ? "none.textPayment" : "none.textPayer")}</EmptyState>
    );
  const asked = fields.filter(({ isArchived }) => !isArchived);
  return (
    <Ledger caption={t("table")} indent>
      <thead>
        <tr>
          <Th held>{t("columns.label")}</Th>
          <Th>{t("columns.kind")}</Th>
          <Th>{t("columns.options")}</Th>
          <Th>{t("columns.required")}</Th>
          <Th>{t("columns.actions")}</Th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.id}>
            <Td held>{field.label}</Td>
            <Td>{t(`kind.${field.kind}`)}</Td>
            <Td kind="soft">{field.options.join(", ")}</Td>
            <Td>
              <FieldState field={field} />
            </Td>
            <Td>
              <FieldActions field={field} isFirst={asked[0]?.id === field.id} isLast={asked.at(-1)?.id === field.id} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Ledger>
  );
}

async function FieldState({ field: { isArchived, isRequired } }: { field: CustomFieldView }) {
  const t = await getTranslations("customFields");
  if (isArchived) return t("archived");
  return isRequired ? t("yes") : t("no");
}
