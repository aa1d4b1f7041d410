import Form from "next/form";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { RadioSegment } from "@/components/ui/radio-segment";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { ITEM_KINDS } from "@/lib/matter-systems/model";
import { type PayAddress, payHref } from "./pay-address";

/** What is looked for by the criterion of the first step. Its fields go into the address. */
export function SearchForm({ at }: { at: PayAddress & { by: NonNullable<PayAddress["by"]> } }) {
  const t = useTranslations("connectPay.search");
  const by = useTranslations("connectPay.by");
  const kinds = useTranslations("connectPay.kinds");
  return (
    <Form action={payHref("search")} className="sheet sheet-form mb-5 flex flex-wrap items-end gap-4" role="search">
      <input type="hidden" name="draft" value={at.draft} />
      <input type="hidden" name="by" value={at.by} />
      <TextField
        id="search-q"
        name="q"
        label={by(at.by)}
        defaultValue={at.q}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        autoFocus={at.q === ""}
        className="min-w-0 grow basis-64"
      />
      <SelectField
        id="search-match"
        name="match"
        label={t("match")}
        defaultValue={at.match}
        options={[
          { value: "contains", label: t("contains") },
          { value: "exact", label: t("exact") },
        ]}
      />
      <RadioSegment
        id="search-kind"
        name="kind"
        label={t("kind")}
        defaultValue={at.kind}
        options={ITEM_KINDS.map((value) => ({ value, label: kinds(value) }))}
      />
      <Button type="submit" variant="primary" icon="search">
        {t("submit")}
      </Button>
    </Form>
  );
}
