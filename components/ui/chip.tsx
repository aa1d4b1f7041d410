import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

type ChipProps = {
  /** What is filtered, e.g. "Created". */
  name?: ReactNode;
  /** The value in bold, e.g. "this month". */
  children: ReactNode;
  /** Where the list is without this filter. */
  removeHref?: string;
  onRemove?: () => void;
  removeLabel?: string;
};

/** One filter that is on, and its way off. */
export function Chip({ name, children, removeHref, onRemove, removeLabel }: ChipProps) {
  const removable = Boolean(removeHref || onRemove);
  return (
    <span className={removable ? "chip chip-with-end" : "chip"}>
      {name} <b>{children}</b>
      {removeHref && (
        <Link href={removeHref} prefetch={false} scroll={false} className="chip-remove" aria-label={removeLabel}>
          <Icon name="close" />
        </Link>
      )}
      {onRemove && (
        <button type="button" className="chip-remove" aria-label={removeLabel} onClick={onRemove}>
          <Icon name="close" />
        </button>
      )}
    </span>
  );
}
