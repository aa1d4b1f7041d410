"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CheckField } from "@/components/ui/check-field";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { formatIsoDate } from "@/lib/dates/format-date";
import { extendLinkAction } from "../../actions";
import { AboutAct } from "./about-act";
import type { ActionLink } from "./action-link";
import { useLinkAct } from "./use-link-act";

type Props = { link: ActionLink; days: NonNullable<ActionLink["extension"]>; onClose: () => void };

/** Keeps an unpaid link open until a later day; opens an expired one again. */
export function ExtendDialog({ link, days, onClose }: Props) {
  const t = useTranslations("links.action");
  const locale = useLocale();
  const [day, setDay] = useState(days.day);
  const [send, setSend] = useState(link.addresses.length > 0);
  const [fault, setFault] = useState<string | null>(null);
  const { pending, problem, run } = useLinkAct(onClose);
  const close = () => !pending && onClose();
  const addresses = link.addresses.join(", ");

  function extend() {
    if (day === "" || day < days.fromDay) return setFault(t("extendDay"));
    setFault(null);
    const values = { number: link.number, date: formatIsoDate(day, locale), addresses };
    run(
      () => extendLinkAction({ linkId: link.id, openUntil: day, send }),
      (done) => t(done.addresses.length > 0 ? "extendedMailed" : "extended", values),
    );
  }

  return (
    <Dialog
      open
      onClose={close}
      title={t("extendTitle")}
      lead={t(link.status === "expired" ? "extendLeadExpired" : "extendLead", { date: link.openUntil })}
      actions={
        <>
          <Button onClick={close}>{t("notNow")}</Button>
          <Button variant="primary" pending={pending} pendingLabel={t("extending")} onClick={extend}>
            {t("extendSubmit")}
          </Button>
        </>
      }
    >
      <AboutAct link={link} problem={problem} />
      <TextField
        id="extend-until"
        name="openUntil"
        type="date"
        className="mt-4"
        label={t("extendUntil")}
        hint={t("extendUntilHint")}
        error={fault}
        min={days.fromDay}
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
      {link.addresses.length > 0 && (
        <CheckField
          id="extend-send"
          className="mt-4"
          label={t("extendMail", { addresses })}
          checked={send}
          onChange={(event) => setSend(event.target.checked)}
        />
      )}
    </Dialog>
  );
}
