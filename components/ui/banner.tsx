import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";

export type BannerTone = "info" | "warn" | "danger" | "ok" | "trust";

const MARKS: Record<BannerTone, IconName> = {
  info: "info",
  warn: "alert",
  danger: "alert",
  ok: "check-ring",
  trust: "shield",
};

type BannerProps = {
  tone?: BannerTone;
  icon?: IconName;
  /** The bold sentence. */
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** `alert` speaks at once when it appears, `status` politely. Leave out for what was there when the page came. */
  role?: "alert" | "status";
  className?: string;
};

/** Stays until its cause is gone. */
export function Banner({ tone = "info", icon, title, children, action, role, className }: BannerProps) {
  return (
    <div className={joinClasses("banner", tone !== "info" && `banner-${tone}`, className)} role={role}>
      <Icon name={icon ?? MARKS[tone]} filled={tone === "trust"} />
      <div className="banner-body">
        <b>{title}</b> {children}
      </div>
      {action && <div className="banner-action">{action}</div>}
    </div>
  );
}
