"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { cancelLinkAction } from "../../actions";
import { AboutAct } from "./about-act";
import type { ActionLink } from "./action-link";
import { useLinkAct } from "./use-link-act";

/** Nobody can pay by it any more: says what its client will read. */
export function CancelDialog({ link, onClose }: { link: ActionLink; onClose: () => void }) {
  const t = useTranslations("links.action");
  const { pending, problem, run } = useLinkAct(onClose);
  const close = () => !pending && onClose();
  const cancel = () =>
    run(
      () => cancelLinkAction({ linkId: link.id }),
      () => t("cancelled", { number: link.number }),
    );
  return (
    <Dialog
      open
      onClose={close}
      title={t("cancelTitle")}
      lead={t("cancelLead")}
      actions={
        <>
          <Button onClick={close}>{t("keep")}</Button>
          <Button variant="danger-solid" pending={pending} pendingLabel={t("cancelling")} onClick={cancel}>
            {t("cancelSubmit")}
          </Button>
        </>
      }
    >
      <AboutAct link={link} problem={problem} />
    </Dialog>
  );
}
