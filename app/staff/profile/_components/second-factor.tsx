"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { RecoveryCodes } from "@/components/access/recovery-codes";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ConfirmForm } from "./confirm-form";
import { SetUpFactor } from "./set-up-factor";

type Props = { isOn: boolean; isRequired: boolean; recoveryCodesLeft: number; email: string };

/** On or off, and the ways between. New recovery codes are shown once, where they were asked for. */
export function SecondFactor({ isOn, isRequired, recoveryCodesLeft, email }: Props) {
  const t = useTranslations("staff.profilePage.factor");
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [asked, setAsked] = useState<"renew" | "disable" | null>(null);
  if (codes) return <NewCodes codes={codes} onDone={() => setCodes(null)} />;
  if (!isOn) return <SetUpFactor isRequired={isRequired} onDone={setCodes} />;
  if (asked) {
    return (
      <ConfirmForm
        kind={asked}
        email={email}
        onClose={() => setAsked(null)}
        onDone={(made) => {
          setAsked(null);
          setCodes(made);
        }}
      />
    );
  }
  return (
    <div className="stack">
      <p>{t("on")}</p>
      <p className="text-ink-2 text-sm">{t("codesLeft", { count: recoveryCodesLeft })}</p>
      {isRequired && <p className="text-ink-2 text-sm">{t("required")}</p>}
      <div className="actions">
        <Button onClick={() => setAsked("renew")}>{t("renew")}</Button>
        {!isRequired && (
          <Button variant="danger" onClick={() => setAsked("disable")}>
            {t("disable")}
          </Button>
        )}
      </div>
    </div>
  );
}

function NewCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useTranslations("staff.profilePage.factor");
  return (
    <div className="stack">
      <Banner tone="ok" role="status" title={t("codesTitle")}>
        {t("codesText")}
      </Banner>
      <RecoveryCodes codes={codes} />
      <div className="actions">
        <Button variant="primary" onClick={onDone}>
          {t("codesKept")}
        </Button>
      </div>
    </div>
  );
}
