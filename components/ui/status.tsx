import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";

export type StatusTone = "ok" | "warn" | "danger" | "info" | "dispute" | "off";

/** A mark and a word: without the colour nothing is lost. */
export function Status({
  tone,
  icon,
  children,
  className,
}: {
  tone: StatusTone;
  icon: IconName;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span className={joinClasses("status", `tone-${tone}`, className)}>
      <Icon name={icon} />
      {children}
    </span>
  );
}
