// biome-ignore-all lint/performance/noImgElement: logos are small, and nothing optimizes images
"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { FileField } from "@/components/ui/file-field";
import { Sheet } from "@/components/ui/sheet";
import { type FirmLogo, MAX_LOGO_BYTES } from "@/lib/branding/model";
import type { ActionResult } from "@/lib/http/action-result";
import { removeLogoAction } from "../actions";

/** The logo as it is, and the way to another one or none. */
export function LogoSheet({ logo }: { logo: FirmLogo | null }) {
  const t = useTranslations("firmSettings.branding");
  const act = useLogo();
  return (
    <Sheet title={t("logo")}>
      <div className="stack max-w-[40rem]">
        {act.problem && <Banner tone="danger" role="alert" title={act.problem} />}
        {logo ? (
          <p>
            <img
              src={logo.url}
              alt={t("logoAlt")}
              width={logo.width}
              height={logo.height}
              className="h-auto max-h-24 w-auto max-w-full rounded-control border border-rule-strong bg-white p-2"
            />
          </p>
        ) : (
          <p className="text-ink-2">{t("logoNone")}</p>
        )}
        <FileField
          key={logo?.id ?? "none"}
          id="logo-file"
          name="file"
          label={t("logoFile")}
          hint={t("logoHint")}
          prompt={t("logoPrompt")}
          accept=".png,.jpg,.jpeg,.webp,image/png,image/jpeg,image/webp"
          onChange={(event) => act.choose(event.target.files?.[0] ?? null)}
        />
        <div className="actions">
          <Button
            icon="upload"
            pending={act.isBusy}
            pendingLabel={t("logoUploading")}
            unavailable={act.file === null && !act.isBusy ? t("logoPrompt") : null}
            onClick={act.upload}
          >
            {t("logoUpload")}
          </Button>
          {logo && (
            <Button variant="quiet" icon="trash" pending={act.isBusy} onClick={act.remove}>
              {t("logoRemove")}
            </Button>
          )}
          <span role="status" className="text-ok text-sm">
            {act.isDone && t("saved")}
          </span>
        </div>
      </div>
    </Sheet>
  );
}

function useLogo() {
  const t = useTranslations("firmSettings.branding");
  const words = useTranslations("errors.field");
  const router = useRouter();
  const [isBusy, start] = useTransition();
  const [file, setFile] = useState<File | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isDone, setDone] = useState(false);

  function choose(chosen: File | null) {
    setFile(chosen);
    setDone(false);
    setProblem(chosen && chosen.size > MAX_LOGO_BYTES ? words("logo_too_large") : null);
  }

  function finish(answer: ActionResult<unknown> | null) {
    const field = answer && !answer.ok ? answer.fields[0]?.message : undefined;
    setProblem(answer?.ok ? null : (field ?? answer?.message ?? t("unreachable")));
    setDone(answer?.ok ?? false);
    if (!answer?.ok) return;
    setFile(null);
    router.refresh();
  }

  const upload = () => file && !isBusy && start(async () => finish(await postLogo(file)));
  const remove = () => !isBusy && start(async () => finish(await removeLogoAction(null).catch(() => null)));
  return { isBusy, file, problem, isDone, choose, upload, remove };
}

/** Sends a file, and gives the answer as of an action; null when there was none. */
async function postLogo(file: File): Promise<ActionResult<unknown> | null> {
  try {
    const answer = await fetch("/staff/settings/branding/logo", { method: "POST", body: file });
    return (await answer.json()) as ActionResult<unknown>;
  } catch {
    return null;
  }
}
