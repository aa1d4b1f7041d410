"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";

/** `config`: the service's file as it is to be saved, with key and address in it. */
export type MadeConnection = { id: string; key: string; config: string };

/** Shows the key of a new connection; it is shown nowhere else and never again. */
export function ConnectionKey({ made: { key, config }, onClose }: { made: MadeConnection; onClose: () => void }) {
  const t = useTranslations("connectSettings.key");
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t("title")}
      lead={t("lead")}
      actions={
        <Button variant="primary" onClick={onClose}>
          {t("done")}
        </Button>
      }
    >
      <Banner tone="warn" title={t("onceTitle")} className="mb-5">
        {t("onceText")}
      </Banner>
      <div className="field">
        <label className="field-label" htmlFor="connection-key">
          {t("key")}
        </label>
        <span className="input">
          <input id="connection-key" type="text" readOnly value={key} />
        </span>
      </div>
      <div className="actions mt-3">
        <CopyButton text={key} label={t("copyKey")} copiedText={t("copied")} />
      </div>
      <div className="field mt-5">
        <label className="field-label" htmlFor="connection-config">
          {t("config")}
        </label>
        <span className="input code-field">
          <textarea id="connection-config" readOnly rows={14} value={config} />
        </span>
        <span className="field-hint">{t("configHint")}</span>
      </div>
      <div className="actions mt-3">
        <CopyButton text={config} label={t("copyConfig")} copiedText={t("copied")} />
      </div>
    </Dialog>
  );
}
