"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { setLinkRemindersAction } from "../../../actions";
import { useLinkAct } from "../../_components/use-link-act";

/** Takes one link out of the firm's reminders, or back in. Nothing is mailed by it, so it does not ask first. */
export function RemindersSwitch({ linkId, isOff }: { linkId: string; isOff: boolean }) {
  const t = useTranslations("links.reminders");
  const { pending, problem, run } = useLinkAct(() => undefined);
  const label = isOff ? t("switchOn") : t("switchOff");
  const turn = () =>
    run(
      () => setLinkRemindersAction({ linkId, isOff: !isOff }),
      () => t(isOff ? "onDone" : "offDone"),
    );
  return (
    <>
      <Button size="sm" pending={pending} pendingLabel={label} onClick={turn}>
        {label}
      </Button>
      {problem && (
        <p role="alert" className="text-danger text-sm">
          {problem}
        </p>
      )}
    </>
  );
}
