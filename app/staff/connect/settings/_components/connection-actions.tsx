"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { chooseConnectionAction, renameConnectionAction, revokeConnectionAction } from "../actions";

type Props = { connectionId: string; name: string; isInUse: boolean };
type Asked = "use" | "rename" | "revoke" | null;

/** What can be done with a connection; whatever touches records that are on their way asks first. */
export function ConnectionActions({ connectionId, name, isInUse }: Props) {
  const t = useTranslations("connectSettings.connections");
  const [asked, setAsked] = useState<Asked>(null);
  const [typed, setTyped] = useState(name);
  const { act, pending, problem, forget } = useAct(() => setAsked(null));
  const open = (what: Asked) => {
    forget();
    setTyped(name);
    setAsked(what);
  };
  const close = () => !pending && setAsked(null);
  const works: Record<Exclude<Asked, null>, () => Promise<ActionResult<unknown>>> = {
    use: () => chooseConnectionAction({ connectionId }),
    rename: () => renameConnectionAction({ connectionId, name: typed }),
    revoke: () => revokeConnectionAction({ connectionId }),
  };
  const buttons = (["use", "rename", "revoke"] as const).filter((what) => what !== "use" || !isInUse);
  return (
    <span className="inline-flex items-center gap-1">
      {buttons.map((what) => (
        <Button key={what} size="sm" variant="quiet" className="px-1.5" onClick={() => open(what)}>
          {t(what)}
          <VisuallyHidden> {name}</VisuallyHidden>
        </Button>
      ))}
      {asked && (
        <span className="contents whitespace-normal text-left">
          <Dialog
            open
            onClose={close}
            title={t(`dialog.${asked}Title`, { name })}
            lead={t(`dialog.${asked}Lead`)}
            actions={
              <>
                <Button onClick={close}>{t("dialog.keep")}</Button>
                <Button
                  variant={asked === "revoke" ? "danger-solid" : "primary"}
                  pending={pending}
                  pendingLabel={t("dialog.pending")}
                  onClick={() => act(works[asked])}
                >
                  {t(`dialog.${asked}`)}
                </Button>
              </>
            }
          >
            {problem && <Banner tone="danger" role="alert" title={problem} className="mb-4" />}
            {asked === "rename" && (
              <TextField
                id={`name-${connectionId}`}
                label={t("dialog.name")}
                value={typed}
                maxLength={80}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Dialog>
        </span>
      )}
    </span>
  );
}

function useAct(onDone: () => void) {
  const t = useTranslations("connectSettings");
  const router = useRouter();
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);

  function act(work: () => Promise<ActionResult<unknown>>) {
    if (pending) return;
    start(async () => {
      const answer = await work().catch(() => null);
      setProblem(answer?.ok ? null : (answer?.fields?.[0]?.message ?? answer?.message ?? t("unreachable")));
      if (!answer?.ok) return;
      onDone();
      router.refresh();
    });
  }
  return { act, pending, problem, forget: () => setProblem(null) };
}
