import type { IconName } from "@/components/ui/icon";
import type { StatusTone } from "@/components/ui/status";
import type { AutoPayStatus, RunStatus } from "@/lib/auto-pays/model";

/** Mark and tone of each state; the words stand beside it. */
export const AUTO_PAY_LOOK: Record<AutoPayStatus, { icon: IconName; tone: StatusTone }> = {
  draft: { icon: "pencil", tone: "warn" },
  active: { icon: "check-ring", tone: "ok" },
  paused: { icon: "clock", tone: "warn" },
  ended: { icon: "flag", tone: "off" },
  cancelled: { icon: "cross-ring", tone: "off" },
};

export const RUN_LOOK: Record<RunStatus, { icon: IconName; tone: StatusTone }> = {
  open: { icon: "clock", tone: "warn" },
  charging: { icon: "refresh", tone: "info" },
  paid: { icon: "check-ring", tone: "ok" },
  nothing_due: { icon: "minus", tone: "off" },
  failed: { icon: "alert", tone: "danger" },
  skipped: { icon: "arrow-right", tone: "off" },
};
