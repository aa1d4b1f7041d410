"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { LinkButton } from "@/components/ui/link-button";
import { RadioSegment } from "@/components/ui/radio-segment";
import { Sheet } from "@/components/ui/sheet";
import { mergePayersAction } from "../../actions";

type Fact = { name: string; value: string };

/** One of the two ways round. Texts are finished. */
export type MergeWay = {
  keepId: string;
  mergeId: string;
  keepRevision: number;
  mergeRevision: number;
  /** Of the one that stays. */
  name: string;
  isArchived: boolean;
  own: Fact[];
  after: Fact[];
  moves: string[];
};

/** Which one stays, what moves, what it will be: said before it happens. */
export function MergeForm({ ways }: { ways: MergeWay[] }) {
  const t = useTranslations("payers.merge");
  const [keepId, setKeepId] = useState(ways[0]?.keepId ?? "");
  const way = ways.find((each) => each.keepId === keepId);
  const { isBusy, problem, submit } = useMerge();
  if (!way) return null;
  return (
    <div className="stack">
      {problem && <Banner tone="danger" role="alert" title={problem} />}
      {way.isArchived && <Banner tone="warn" title={t("archived")} />}
      <Sheet>
        <RadioSegment
          id="merge-keep"
          name="keep"
          label={t("keep")}
          hint={t("keepHint")}
          value={keepId}
          onValue={setKeepId}
          options={ways.map(({ keepId: value, name, own }) => ({ value, label: labelOf(name, own, ways) }))}
        />
      </Sheet>
      <CompareTable ways={ways} way={way} />
      <Sheet title={t("moves", { name: way.name })}>
        <ul className="list-disc pl-5">
          {way.moves.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <p className="mt-3 text-ink-2">{t("warning")}</p>
        <div className="actions mt-5">
          <Button
            variant="primary"
            pending={isBusy}
            pendingLabel={t("pending")}
            unavailable={way.isArchived ? t("archived") : undefined}
            onClick={() => submit(way)}
          >
            {t("submit", { name: way.name })}
          </Button>
          <LinkButton href={`/staff/payers/${way.keepId}`} variant="quiet">
            {t("cancel")}
          </LinkButton>
        </div>
      </Sheet>
    </div>
  );
}

/** Where both have one name, the first address tells them apart. */
function labelOf(name: string, own: Fact[], ways: MergeWay[]): string {
  const isShared = ways.every((each) => each.name === name);
  const more = own[2]?.value || own[5]?.value;
  return isShared && more ? `${name} (${more})` : name;
}

function CompareTable({ ways, way }: { ways: MergeWay[]; way: MergeWay }) {
  const t = useTranslations("payers.merge");
  return (
    <Sheet pad="none">
      <Ledger caption={t("title")}>
        <thead>
          <tr>
            <Th held>{t("columns.fact")}</Th>
            {ways.map((each) => (
              <Th key={each.keepId}>{each.name}</Th>
            ))}
            <Th>{t("columns.after")}</Th>
          </tr>
        </thead>
        <tbody>
          {way.after.map((fact, index) => (
            <tr key={fact.name}>
              <Td held kind="soft">
                {fact.name}
              </Td>
              {ways.map((each) => (
                <Td key={each.keepId} kind="flow">
                  {each.own[index]?.value}
                </Td>
              ))}
              <Td kind="flow" className="whitespace-pre-line font-medium">
                {fact.value}
              </Td>
            </tr>
          ))}
        </tbody>
      </Ledger>
    </Sheet>
  );
}

function useMerge() {
  const t = useTranslations("payers.merge");
  const router = useRouter();
  const [isBusy, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  function submit({ keepId, mergeId, keepRevision, mergeRevision }: MergeWay) {
    if (isBusy) return;
    start(async () => {
      const wish = { keepId, mergeId, keepRevision, mergeRevision };
      const answer = await mergePayersAction(wish).catch(() => null);
      if (!answer) return setProblem(t("unreachable"));
      if (!answer.ok) return setProblem(answer.fields[0]?.message ?? answer.message);
      router.push(`/staff/payers/${answer.data.payerId}?merged=1`);
    });
  }
  return { isBusy, problem, submit };
}
