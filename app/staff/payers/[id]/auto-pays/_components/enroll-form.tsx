"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-field";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import type { AssociationLevel } from "@/lib/associations/model";
import { autoPayAddress } from "../../_components/auto-pay-address";
import { enrollAction } from "../actions";

/** `what`: "10427 Meridian Holdings", "Invoice 204118". */
export type EnrollChoice = { id: string; what: string; level: AssociationLevel; levelName: string };

type Props = { payerId: string; autoPayId: string; choices: readonly EnrollChoice[]; enrolledIds: readonly string[] };

/** The criteria of the payer, each to be ticked. */
export function EnrollForm({ payerId, autoPayId, choices, enrolledIds }: Props) {
  const t = useTranslations("autoPays.enroll");
  const { picks, toggle, enroll, pending, problem } = useEnroll({ payerId, autoPayId, choices, enrolledIds });
  return (
    <Sheet pad="none" className="max-w-[60rem]">
      <Ledger caption={t("table")} indent>
        <thead>
          <tr>
            <Th kind="pick">
              <span className="sr-only">{t("pick")}</span>
            </Th>
            <Th>{t("association")}</Th>
            <Th>{t("effect")}</Th>
          </tr>
        </thead>
        <tbody>
          {choices.map(({ id, what, level, levelName }) => (
            <tr key={id} aria-selected={picks.has(id) || undefined}>
              <Td kind="pick">
                <CheckBox checked={picks.has(id)} onChange={() => toggle(id)} aria-label={`${t("pick")} ${what}`} />
              </Td>
              <Td kind="flow">
                {what}
                <span className="block text-ink-2 text-xs">{levelName}</span>
              </Td>
              <Td kind="flow">{t(`effects.${level}`)}</Td>
            </tr>
          ))}
        </tbody>
      </Ledger>
      <div className="sheet-body grid gap-3">
        {problem && <Banner tone="danger" role="alert" title={problem} />}
        <div className="actions">
          <Button
            variant="primary"
            pending={pending}
            pendingLabel={t("submitting")}
            unavailable={picks.size === 0 ? t("picked", { count: 0 }) : undefined}
            onClick={enroll}
          >
            {t("submit")}
          </Button>
          <LinkButton href={autoPayAddress(payerId, autoPayId, "edit")} variant="quiet">
            {t("back")}
          </LinkButton>
          <span role="status" className="ml-auto text-ink-2 text-sm">
            {picks.size > 0 && t("picked", { count: picks.size })}
          </span>
        </div>
      </div>
    </Sheet>
  );
}

function useEnroll({ payerId, autoPayId, choices, enrolledIds }: Props) {
  const t = useTranslations("autoPays.enroll");
  const router = useRouter();
  const [picks, setPicks] = useState<ReadonlySet<string>>(
    () => new Set(choices.map(({ id }) => id).filter((id) => enrolledIds.includes(id))),
  );
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  return {
    ...{ picks, pending, problem },
    toggle: (id: string) =>
      setPicks((last) => {
        const next = new Set(last);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    enroll: () => {
      if (pending) return;
      start(async () => {
        const answer = await enrollAction({ autoPayId, associationIds: [...picks] }).catch(() => null);
        setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
        if (answer?.ok) router.push(autoPayAddress(payerId, autoPayId, "review"));
      });
    },
  };
}
