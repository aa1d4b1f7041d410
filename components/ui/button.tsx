import type { ComponentPropsWithRef } from "react";
import { type ButtonLook, buttonClasses } from "@/components/ui/button-classes";
import { joinClasses } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";

export type ButtonProps = Omit<ComponentPropsWithRef<"button">, "className" | "disabled"> &
  ButtonLook & {
    icon?: IconName;
    iconEnd?: IconName;
    /** The act is under way: the label changes, the width stays, nothing can be pressed twice. */
    pending?: boolean;
    /** What the button says meanwhile, e.g. "Sending…". */
    pendingLabel?: string;
    /** Why it cannot be used now; stands beside the button in words. */
    unavailable?: string | null;
  };

/** The verb first. Server components may use it too; only a client component can give it `onClick`. */
export function Button(props: ButtonProps) {
  const { variant, size, full, iconOnly, className, icon, iconEnd, pending, pendingLabel, unavailable, children, type, onClick, ...rest } = props;
  const look = { variant, size, full, iconOnly };
  const content = (
    <>
      {icon && <Icon name={icon} />}
      {iconOnly ? null : typeof children === "string" && pendingLabel ? (
        <span className="btn-label" data-other={pending ? children : pendingLabel}>
          {pending ? pendingLabel : children}
        </span>
      ) : (
        children
      )}
      {iconEnd && <Icon name={iconEnd} />}
    </>
  );
  if (unavailable) {
    const reasonId = `${rest.id ?? rest.name ?? "action"}-reason`;
    return (
      <span className="btn-with-reason">
        <button {...rest} type="button" aria-disabled="true" aria-describedby={reasonId} className={buttonClasses({ ...look, className: joinClasses("btn-off", className) })}>
          {content}
        </button>
        <span id={reasonId} className="btn-reason">
          {unavailable}
        </span>
      </span>
    );
  }
  if (pending) {
    return (
      <button {...rest} type="button" aria-disabled="true" aria-busy="true" className={buttonClasses({ ...look, className: joinClasses("btn-pending", className) })}>
        {content}
      </button>
    );
  }
  return (
    <button {...rest} type={type ?? "button"} onClick={onClick} className={buttonClasses({ ...look, className })}>
      {content}
    </button>
  );
}
