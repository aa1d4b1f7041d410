import Link from "next/link";
import type { ReactNode } from "react";
import { initialsOf } from "@/components/layout/monogram";
import { Icon } from "@/components/ui/icon";
import { Kbd } from "@/components/ui/kbd";
import { Menu } from "@/components/ui/menu";
import { TextInput } from "@/components/ui/text-field";

type TopSearchProps = {
  action: string;
  name: string;
  label: string;
  placeholder: string;
  shortcut?: string;
  defaultValue?: string;
};

/** The search of the top bar: a plain form, so Enter is enough. */
export function TopSearch({ action, name, label, placeholder, shortcut, defaultValue }: TopSearchProps) {
  return (
    <search>
      <form action={action}>
        <TextInput
          id="top-search"
          type="search"
          name={name}
          aria-label={label}
          placeholder={placeholder}
          defaultValue={defaultValue}
          lead={<Icon name="search" />}
          end={shortcut ? <Kbd>{shortcut}</Kbd> : undefined}
        />
      </form>
    </search>
  );
}

/** How many alerts wait; red only when there are some. */
export function AlertsLink({ href, label, count }: { href: string; label: string; count: number }) {
  return (
    <Link href={href} prefetch={false} className="btn btn-sm">
      <Icon name="bell" />
      <span className="who-name">{label}</span>
      {count > 0 && <b className="text-danger">{count}</b>}
    </Link>
  );
}

/** Who is signed in, and what belongs to them. Fill it with MenuNote, MenuLink, MenuRule, MenuButton. */
export function ProfileMenu({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Menu
      triggerClassName="who"
      trigger={
        <>
          <span className="avatar" aria-hidden="true">
            {initialsOf(name)}
          </span>
          <span className="who-name">{name}</span>
          <Icon name="chevron-down" />
        </>
      }
    >
      {children}
    </Menu>
  );
}
