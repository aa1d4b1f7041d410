"use client";

import { useTranslations } from "next-intl";
import { TypedForm } from "@/components/forms/typed-form";
import { CheckField } from "@/components/ui/check-field";
import { RadioSegment } from "@/components/ui/radio-segment";
import { Sheet } from "@/components/ui/sheet";
import { BACKGROUNDS } from "@/lib/branding/model";
import type { BrandingInput } from "@/lib/branding/schemas";
import { BrandPreview } from "./brand-preview";
import { ColourField } from "./colour-field";
import { ContrastNote } from "./contrast-note";
import type { BrandPreviewFacts } from "./preview-facts";
import { useBranding } from "./use-branding";

type Form = ReturnType<typeof useBranding>;

/** Colours at the left, what clients get of them at the right, one press for all. */
export function BrandingForm({ start, facts }: { start: BrandingInput; facts: BrandPreviewFacts }) {
  const t = useTranslations("firmSettings.branding");
  const form = useBranding(start);
  return (
    <TypedForm form={form} save={t("save")} saving={t("saving")} saved={t("saved")}>
      <div className="columns">
        <div className="stack">
          <AccentFields form={form} hasLogo={Boolean(facts.firm.logo)} />
          <BackgroundFields form={form} />
        </div>
        <BrandPreview values={form.values} facts={facts} />
      </div>
    </TypedForm>
  );
}

function AccentFields({ form: { values, change, errorOf }, hasLogo }: { form: Form; hasLogo: boolean }) {
  const t = useTranslations("firmSettings.branding");
  return (
    <Sheet title={t("colours")}>
      <div className="form-stack">
        <ColourField
          id="accent"
          label={t("accent")}
          chooseLabel={t("choose", { name: t("accent") })}
          hint={t("accentHint")}
          error={errorOf("accent")}
          value={values.accent}
          onChange={(accent) => change({ accent })}
        />
        <ContrastNote accent={values.accent} />
        {hasLogo && (
          <CheckField
            id="logoHasName"
            label={t("logoHasName")}
            hint={t("logoHasNameHint")}
            checked={values.logoHasName}
            onChange={(event) => change({ logoHasName: event.target.checked })}
          />
        )}
      </div>
    </Sheet>
  );
}

function BackgroundFields({ form: { values, change, errorOf } }: { form: Form }) {
  const t = useTranslations("firmSettings.branding");
  const { background } = values;
  return (
    <Sheet title={t("background")}>
      <div className="form-stack">
        <RadioSegment
          id="background"
          name="background"
          label={t("backgroundKind")}
          hint={t("backgroundHint")}
          error={errorOf("background")}
          value={background}
          options={BACKGROUNDS.map((value) => ({ value, label: t(`backgroundOf.${value}`) }))}
          onValue={(value) => change({ background: BACKGROUNDS.find((known) => known === value) ?? "paper" })}
        />
        {background !== "paper" && (
          <ColourField
            id="ground"
            label={t(`groundOf.${background}`)}
            chooseLabel={t("choose", { name: t(`groundOf.${background}`) })}
            error={errorOf("ground")}
            value={values.ground}
            onChange={(ground) => change({ ground })}
          />
        )}
        {background === "gradient" && (
          <ColourField
            id="ground2"
            label={t("ground2")}
            chooseLabel={t("choose", { name: t("ground2") })}
            error={errorOf("ground2")}
            value={values.ground2}
            onChange={(ground2) => change({ ground2 })}
          />
        )}
      </div>
    </Sheet>
  );
}
