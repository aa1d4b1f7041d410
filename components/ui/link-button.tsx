import Link from "next/link";
import type { ReactNode } from "react";
import { type ButtonLook, buttonClasses } from "@/components/ui/button-classes";
import { Icon, type IconName } from "@/components/ui/icon";

type LinkButtonProps = ButtonLook & {
  href: string;
  icon?: IconName;
  iconEnd?: IconName;
  children?: ReactNode;
  "aria-label"?: string;
  "aria-current"?: "page" | "true";
  id?: string;
  /** A whole page load: downloads, telephone numbers, other sites, pages that must not be prefetched. */
  native?: boolean;
  /** With `native`: save instead of open; a text is the name of the file. */
  download?: boolean | string;
  /** With `native`: open beside this page. */
  newTab?: boolean;
};

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({
  href,
  icon,
  iconEnd,
  children,
  native,
  download,
  newTab,
  variant,
  size,
  full,
  iconOnly,
  className,
  ...rest
}: LinkButtonProps) {
  const classes = buttonClasses({ variant, size, full, iconOnly, className });
  const content = (
    <>
      {icon && <Icon name={icon} />}
      {children}
      {iconEnd && <Icon name={iconEnd} />}
    </>
  );
  if (native) {
    const target = newTab ? { target: "_blank", rel: "noopener" } : {};
    return (
      <a {...rest} href={href} className={classes} download={download} {...target}>
        {content}
      </a>
    );
  }
  return (
    <Link {...rest} href={href} prefetch={false} className={classes}>
      {content}
    </Link>
  );
}
