import type { ReactNode } from "react";

type EmptyStateProps = {
  /** "No payments yet" at first use, "No payment matches" under filters: never the same words. */
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
};

/** One serif line, one sentence, one button, at the left. Stands in a sheet. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children && <p className="empty-text">{children}</p>}
      {action && <div className="actions">{action}</div>}
    </div>
  );
}
