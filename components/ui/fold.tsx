import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";

type FoldProps = {
  summary: ReactNode;
  children: ReactNode;
  defaultOpen?: boolean;
  /** Folded only on a narrow screen; on a wide one the content simply stands there. */
  wideOpen?: boolean;
  className?: string;
};

/** Details behind one line, without script. */
export function Fold({ summary, children, defaultOpen, wideOpen, className }: FoldProps) {
  return (
    <details className={joinClasses("fold", wideOpen && "fold-wide-open", className)} open={defaultOpen}>
      <summary>
        {summary}
        <Icon name="chevron-down" />
      </summary>
      {children}
    </details>
  );
}
