import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { type Fact, Facts } from "@/components/ui/facts";
import { Icon, type IconName } from "@/components/ui/icon";

export type OutcomeTone = "ok" | "warn" | "danger" | "info" | "off";

const MARKS: Record<OutcomeTone, IconName> = {
  ok: "check",
  warn: "clock-hands",
  danger: "close",
  info: "clock-hands",
  off: "close",
};

type OutcomePageProps = {
  tone: OutcomeTone;
  icon?: IconName;
  /** "Payment received", "This link has expired". */
  title: string;
  /** What happened to the money, first. */
  children: ReactNode;
  facts?: readonly Fact[];
  /** The ledger of what was paid. */
  lines?: ReactNode;
  /** The next step. */
  actions?: ReactNode;
  note?: ReactNode;
};

/** After the act, and every dead end: a ring, one serif sentence, what happened to the money, the next step. */
export function OutcomePage({ tone, icon, title, children, facts, lines, actions, note }: OutcomePageProps) {
  return (
    <main className="outcome">
      <section className="sheet sheet-lift outcome-sheet">
        <div className={joinClasses("seal", `tone-${tone}`)}>
          <Icon name={icon ?? MARKS[tone]} />
        </div>
        <h1>{title}</h1>
        <p className="outcome-text">{children}</p>
        {facts && <Facts facts={facts} />}
        {lines}
        {actions && <div className="actions">{actions}</div>}
        {note && <p className="outcome-note">{note}</p>}
      </section>
    </main>
  );
}
