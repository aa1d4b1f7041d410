"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { UserDetail } from "@/lib/staff/model";
import {
  disableUserAction,
  enableUserAction,
  endUserSessionsAction,
  resendInviteAction,
  resetSecondFactorAction,
  sendPasswordResetAction,
  withdrawInviteAction,
} from "../../actions";

type Answer = { ok: true } | { ok: false; message: string };

const ACTS = {
  resend: { run: resendInviteAction, asks: false },
  withdraw: { run: withdrawInviteAction, asks: true },
  reset: { run: sendPasswordResetAction, asks: false },
  factor: { run: resetSecondFactorAction, asks: true },
  sessions: { run: endUserSessionsAction, asks: true },
  disable: { run: disableUserAction, asks: true },
  enable: { run: enableUserAction, asks: false },
} as const satisfies Record<string, { run: (input: { userId: string }) => Promise<Answer>; asks: boolean }>;
type ActName = keyof typeof ACTS;

/** What can be done now; what cannot be taken back is asked for once more. */
export function UserActs({ user }: { user: UserDetail }) {
  const t = useTranslations("users.acts");
  const { asked, setAsked, said, isBusy, act } = useActs(user.id);
  return (
    <>
      {said && (
        <Banner
          tone={said.isDone ? "ok" : "danger"}
          role={said.isDone ? "status" : "alert"}
          title={said.text}
          className="mb-4"
        />
      )}
      <ul className="grid gap-4">
        {actsFor(user).map((name) => (
          <li key={name}>
            <Button
              id={`act-${name}`}
              variant={name === "disable" || name === "withdraw" ? "danger" : undefined}
              pending={isBusy === name}
              unavailable={name === "disable" && user.isLastAdmin ? t("lastAdmin") : null}
              onClick={() => (ACTS[name].asks ? setAsked(name) : act(name))}
            >
              {t(`${name}.label`)}
            </Button>
            <p className="mt-1 text-ink-2 text-sm">{t(`${name}.hint`)}</p>
          </li>
        ))}
      </ul>
      {asked && (
        <Dialog
          open
          onClose={() => setAsked(null)}
          title={t(`${asked}.ask` as "disable.ask", { name: user.name })}
          actions={
            <>
              <Button onClick={() => setAsked(null)}>{t("keep")}</Button>
              <Button variant="danger" onClick={() => act(asked)}>
                {t(`${asked}.label`)}
              </Button>
            </>
          }
        >
          <p>{t(`${asked}.hint`)}</p>
        </Dialog>
      )}
    </>
  );
}

function useActs(userId: string) {
  const t = useTranslations("users.acts");
  const unreachable = useTranslations("users")("unreachable");
  const router = useRouter();
  const [isPending, start] = useTransition();
  const [asked, setAsked] = useState<ActName | null>(null);
  const [running, setRunning] = useState<ActName | null>(null);
  const [said, setSaid] = useState<{ isDone: boolean; text: string } | null>(null);
  function act(name: ActName) {
    if (isPending) return;
    setAsked(null);
    setSaid(null);
    setRunning(name);
    start(async () => {
      const answer: Answer | null = await ACTS[name].run({ userId }).catch(() => null);
      if (answer?.ok && name === "withdraw") return router.push("/staff/users");
      setSaid(
        answer?.ok
          ? { isDone: true, text: t(`${name}.done`) }
          : { isDone: false, text: answer?.message ?? unreachable },
      );
      if (answer?.ok) router.refresh();
    });
  }
  return { asked, setAsked, said, isBusy: isPending ? running : null, act };
}

function actsFor(user: UserDetail): ActName[] {
  if (user.state === "invited") return ["resend", "withdraw"];
  if (user.state === "deactivated") return user.hasSecondFactor ? ["enable", "factor"] : ["enable"];
  return user.hasSecondFactor ? ["reset", "factor", "sessions", "disable"] : ["reset", "sessions", "disable"];
}
