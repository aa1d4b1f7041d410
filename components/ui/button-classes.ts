import { joinClasses } from "@/components/ui/class-names";

/** One `primary` per view; `danger-solid` only as the last button of a dialog. */
export type ButtonVariant = "primary" | "plain" | "quiet" | "danger" | "danger-solid";
/** `sm` for bars and rows, `lg` for the one payment button of a client page; public pages are taller by themselves. */
export type ButtonSize = "sm" | "md" | "lg";

export type ButtonLook = {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** As wide as its container. */
  full?: boolean;
  /** A square with an icon only; then `aria-label` is needed. */
  iconOnly?: boolean;
  className?: string;
};

export function buttonClasses({ variant = "plain", size = "md", full, iconOnly, className }: ButtonLook): string {
  return joinClasses(
    "btn",
    variant !== "plain" && `btn-${variant}`,
    size !== "md" && `btn-${size}`,
    full && "btn-full",
    iconOnly && "btn-icon",
    className,
  );
}
