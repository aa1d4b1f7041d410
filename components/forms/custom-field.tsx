"use client";

import { useTranslations } from "next-intl";
import type { CustomFieldView } from "@/lib/custom-fields/model";
import { FormSelect, FormText } from "./form-fields";

/** One of the firm's own fields; its value stands in the form under `customFields.<id>`. */
export function CustomField({ field: { id, label, kind, options, isRequired } }: { field: CustomFieldView }) {
  const common = useTranslations("common");
  const word = isRequired ? { required: common("required") } : { optional: common("optional") };
  const name = `customFields.${id}`;
  if (kind === "text") return <FormText name={name} label={label} autoComplete="off" {...word} />;
  return (
    <FormSelect
      name={name}
      label={label}
      emptyLabel={common("nothingChosen")}
      options={options.map((value) => ({ value, label: value }))}
      {...word}
    />
  );
}
