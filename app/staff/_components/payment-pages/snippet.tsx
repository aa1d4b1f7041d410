import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import { TextAreaField } from "@/components/ui/text-area-field";

/** Lines to copy into a site or a mail. */
export function Snippet({ id, label, hint, text }: { id: string; label: string; hint: string; text: string }) {
  const t = useTranslations("paymentPages.share");
  return (
    <div>
      <TextAreaField id={id} label={label} hint={hint} readOnly rows={3} defaultValue={text} spellCheck={false} />
      <div className="actions mt-2">
        <CopyButton size="sm" text={text} label={t("copySnippet", { what: label })} copiedText={t("copied")} />
      </div>
    </div>
  );
}
