import type { ReactNode } from "react";

type ProgressProps = {
  label: string;
  done: number;
  total: number;
  /** E.g. "27 of 42". */
  countText: string;
  /** What failed, with Retry; that the page can be left. */
  children?: ReactNode;
};

/** How far long work has come. */
export function Progress({ label, done, total, countText, children }: ProgressProps) {
  return (
    <div>
      <div className="progress-head">
        <b>{label}</b>
        <span className="text-ink-2" role="status">
          {countText}
        </span>
      </div>
      <progress className="progress-bar" aria-label={label} value={done} max={Math.max(total, 1)} />
      {children && <p className="progress-note">{children}</p>}
    </div>
  );
}
