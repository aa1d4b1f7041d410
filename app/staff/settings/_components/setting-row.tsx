import type { ReactNode } from "react";
import { Icon, type IconName } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";

type Props = {
  title: string;
  /** How it is set now, as a sentence. */
  state: ReactNode;
  icon: IconName;
  href: string;
  /** "Open Firm" */
  action: string;
  /** In place of the way there, such as a switch. */
  children?: ReactNode;
};

/** One line of the settings: what it is, how it is set now, and the way to change it. */
export function SettingRow({ title, state, icon, href, action, children }: Props) {
  return (
    <li className="grid gap-x-5 gap-y-2 border-rule border-t px-5 py-3 first:border-t-0 sm:grid-cols-[12rem_minmax(0,1fr)_auto] sm:items-center">
      <h3 className="flex items-center gap-3 font-semibold text-base">
        <Icon name={icon} className="text-ink-3" />
        {title}
      </h3>
      <p className="text-ink-2 text-sm">{state}</p>
      <div>
        {children ?? (
          <LinkButton size="sm" href={href}>
            {action}
          </LinkButton>
        )}
      </div>
    </li>
  );
}

/** Settings of one kind. */
export function SettingGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Sheet title={title} pad="none">
      <ul>{children}</ul>
    </Sheet>
  );
}
