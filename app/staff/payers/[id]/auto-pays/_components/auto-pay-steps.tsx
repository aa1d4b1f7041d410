import { getTranslations } from "next-intl/server";
import { Steps } from "@/components/ui/steps";
import { autoPayAddress } from "../../_components/auto-pay-address";

const STEPS = ["terms", "enroll", "review"] as const;
type StepName = (typeof STEPS)[number];

/** Terms, enrollments, review: what is behind can be gone back to. */
export async function AutoPaySteps({
  now,
  payerId,
  autoPayId,
}: {
  now: StepName;
  payerId: string;
  autoPayId?: string;
}) {
  const t = await getTranslations("autoPays.steps");
  const place = STEPS.indexOf(now);
  const pages = { terms: "edit", enroll: "enroll", review: "review" } as const;
  return (
    <Steps
      label={t("label")}
      doneText={t("done")}
      steps={STEPS.map((step, index) => ({
        label: t(step),
        state: stateOf(index, place),
        href: autoPayId && autoPayAddress(payerId, autoPayId, pages[step]),
      }))}
    />
  );
}

function stateOf(index: number, place: number): "done" | "current" | "ahead" {
  if (index === place) return "current";
  return index < place ? "done" : "ahead";
}
