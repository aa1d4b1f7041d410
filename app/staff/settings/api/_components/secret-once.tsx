"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";

type Props = {
  title: string;
  label: string;
  /** A key is known by its hash, a signing secret is kept sealed: what to do with a lost one differs. */
  what: "key" | "signing";
  secret: string;
  onClose: () => void;
};

/** Shows what is shown nowhere else and never again. */
export function SecretOnce({ title, label, what, secret, onClose }: Props) {
  const t = useTranslations("apiSettings.once");
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={title}
      actions={
        <Button variant="primary" onClick={onClose}>
          {t(`${what}.done`)}
        </Button>
      }
    >
      <Banner tone="warn" title={t(`${what}.title`)} className="mb-5">
        {t(`${what}.text`)}
      </Banner>
      <div className="field">
        <label className="field-label" htmlFor="secret-once">
          {label}
        </label>
        <span className="input">
          <input id="secret-once" type="text" readOnly value={secret} />
        </span>
      </div>
      <div className="actions mt-3">
        <CopyButton text={secret} label={t("copy")} copiedText={t("copied")} />
      </div>
    </Dialog>
  );
}
