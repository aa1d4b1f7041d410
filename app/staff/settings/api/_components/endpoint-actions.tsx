"use client";

import { useTranslations } from "next-intl";
import { removeEndpointAction, setEndpointOnAction } from "../actions";
import { AskedButton } from "./asked-button";
import { PlainButton } from "./plain-button";

/** Its switch, and its end after one question. */
export function EndpointActions({ endpointId, url, isOn }: { endpointId: string; url: string; isOn: boolean }) {
  const t = useTranslations("apiSettings.hooks");
  return (
    <span className="inline-flex items-center gap-1">
      <PlainButton
        label={t(isOn ? "switchOff" : "switchOn")}
        about={url}
        work={() => setEndpointOnAction({ endpointId, isOn: !isOn })}
      />
      <AskedButton
        label={t("remove")}
        about={url}
        title={t("removeTitle")}
        lead={t("removeLead", { url })}
        keep={t("keep")}
        work={() => removeEndpointAction({ endpointId })}
      />
    </span>
  );
}
