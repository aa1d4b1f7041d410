import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";

export type TagTone = "trust" | "operating" | "note";

/** Beside every amount that could be either: a filled shield on blue for trust money, an open case on nothing for operating money. */
export function Tag({ tone, children, className }: { tone: TagTone; children: ReactNode; className?: string }) {
  return (
    <span className={joinClasses("tag", tone !== "operating" && `tag-${tone}`, className)}>
      {tone === "trust" && <Icon name="shield" filled />}
      {tone === "operating" && <Icon name="case" />}
      {children}
    </span>
  );
}
