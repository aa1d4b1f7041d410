"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";
import { useDismiss } from "@/components/ui/use-dismiss";

type MenuProps = {
  /** What stands on the button. */
  trigger: ReactNode;
  triggerClassName?: string;
  label?: string;
  align?: "start" | "end";
  children: ReactNode;
};

/** A disclosure with links and buttons. Opens without script; with it, Escape, a press outside and leaving by Tab close it. */
export function Menu({ trigger, triggerClassName = "btn", label, align = "end", children }: MenuProps) {
  const box = useRef<HTMLDetailsElement>(null);
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu
  useEffect(() => {
    if (box.current) box.current.open = false;
  }, [pathname]);
  useDismiss(
    box,
    () => box.current?.open ?? false,
    () => {
      if (box.current) box.current.open = false;
    },
  );
  return (
    <details ref={box} className={joinClasses("menu", align === "start" && "menu-start")}>
      <summary className={triggerClassName} aria-label={label}>
        {trigger}
      </summary>
      <div className="menu-panel">{children}</div>
    </details>
  );
}

type MenuItemProps = { icon?: IconName; children: ReactNode };

export function MenuLink({ href, icon, children, native }: MenuItemProps & { href: string; native?: boolean }) {
  const content = (
    <>
      {icon && <Icon name={icon} />}
      {children}
    </>
  );
  return native ? (
    <a href={href} className="menu-item">
      {content}
    </a>
  ) : (
    <Link href={href} prefetch={false} className="menu-item">
      {content}
    </Link>
  );
}

/** Inside a form it submits; elsewhere give it `onPress`. */
export function MenuButton({ icon, children, onPress }: MenuItemProps & { onPress?: () => void }) {
  return (
    <button type={onPress ? "button" : "submit"} className="menu-item" onClick={onPress}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export function MenuRule() {
  return <div className="menu-rule" role="presentation" />;
}

/** Who is signed in, above the items. */
export function MenuNote({ children }: { children: ReactNode }) {
  return <div className="menu-note">{children}</div>;
}
