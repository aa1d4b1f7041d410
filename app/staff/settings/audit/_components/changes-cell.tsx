import { getTranslations } from "next-intl/server";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { AuditChange } from "@/lib/audit/model";
import { changesOf } from "@/lib/audit/rules";

const SHOWN = 3;

/** What a row says of its object: before and after where it changed. A long one opens. */
export async function ChangesCell({ detail }: { detail: Record<string, unknown> }) {
  const t = await getTranslations("audit");
  const changes = changesOf(detail);
  if (changes.length <= SHOWN) return <Changes changes={changes} words={t("became")} />;
  return (
    <details className="min-w-[14rem] text-sm">
      <summary className="cursor-pointer text-link">{t("values", { count: changes.length })}</summary>
      <Changes changes={changes} words={t("became")} />
    </details>
  );
}

function Changes({ changes, words }: { changes: readonly AuditChange[]; words: string }) {
  return (
    <ul className="min-w-[14rem] max-w-[34rem] whitespace-normal text-sm">
      {changes.map(({ name, from, to }) => (
        <li key={name} className="break-words">
          {name !== "" && <span className="text-ink-2">{name}: </span>}
          {from !== null && (
            <>
              <del className="text-ink-3">{from || "–"}</del>
              <span aria-hidden="true"> → </span>
              <VisuallyHidden> {words} </VisuallyHidden>
            </>
          )}
          {to || "–"}
        </li>
      ))}
    </ul>
  );
}
