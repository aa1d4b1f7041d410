import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { checkAccent } from "@/lib/branding/rules";
import { isColour } from "@/lib/colours/rules";

/** Whether the colour can be read; if not, what clients see instead, beside what was given. */
export function ContrastNote({ accent }: { accent: string }) {
  const t = useTranslations("firmSettings.branding");
  const text = accent.trim().toLowerCase();
  if (text === "") return <p className="text-ink-2 text-sm">{t("accentNone")}</p>;
  if (!isColour(text)) return null;
  const { used, givenRatio, usedRatio, isCorrected } = checkAccent(text);
  return (
    <div role="status" className="stack gap-2 text-sm">
      <p className={isCorrected ? "flex gap-2 text-warn" : "flex gap-2 text-ok"}>
        <Icon name={isCorrected ? "alert" : "check"} />
        <span>{isCorrected ? t("corrected") : t("readable")}</span>
      </p>
      <div className="flex flex-wrap gap-3">
        <Swatch name={isCorrected ? t("given") : t("used")} colour={text} ratio={givenRatio} />
        {isCorrected && <Swatch name={t("used")} colour={used} ratio={usedRatio} />}
      </div>
    </div>
  );
}

function Swatch({ name, colour, ratio }: { name: string; colour: string; ratio: number }) {
  const t = useTranslations("firmSettings.branding");
  const locale = useLocale();
  // Rounded down: what is just below the limit must not read as if it met it.
  const shown = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(Math.floor(ratio * 10) / 10);
  return (
    <dl className="min-w-40">
      <dt className="text-ink-2">{name}</dt>
      <dd className="flex items-center gap-2">
        <span
          aria-hidden="true"
          className="size-6 rounded-control border border-rule-strong"
          style={{ background: colour }}
        />
        {colour}, {t("ratio", { ratio: shown })}
      </dd>
    </dl>
  );
}
