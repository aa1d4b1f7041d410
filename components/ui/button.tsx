import type { ComponentPropsWithRef, ReactNode } from "react";
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
export function Button({ pending, pendingLabel, unavailable, type, onClick, icon, iconEnd, ...props }: ButtonProps) {
  const { variant, size, full, iconOnly, className, children, ...rest } = props;
  const look = { variant, size, full, iconOnly };
  const waits = !iconOnly && hasTwoLabels(children, pendingLabel);
  const content = (
    <>
      {icon && !waits && <Icon name={icon} />}
      {!iconOnly && <ButtonLabel {...{ icon, pending, pendingLabel }} label={children} />}
      {iconEnd && <Icon name={iconEnd} />}
    </>
  );
  if (unavailable) {
    const reasonId = `${rest.id ?? rest.name ?? "action"}-reason`;
    const classes = buttonClasses({ ...look, className: joinClasses("btn-off", className) });
    return (
      <span className="btn-with-reason">
        <button {...rest} type="button" aria-disabled="true" aria-describedby={reasonId} className={classes}>
          {content}
        </button>
        <span id={reasonId} className="btn-reason">
          {unavailable}
        </span>
      </span>
    );
  }
  if (pending) {
    const classes = buttonClasses({ ...look, className: joinClasses("btn-pending", className) });
    return (
      <button {...rest} type="button" aria-disabled="true" aria-busy="true" className={classes}>
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

type ButtonLabelProps = { icon?: IconName; label: ReactNode; pending?: boolean; pendingLabel?: string };

/** The other of the two labels lies invisible beneath, so that the button is as wide before as during the wait; the mark stays with the words. */
function ButtonLabel({ icon, label, pending, pendingLabel }: ButtonLabelProps) {
  if (!hasTwoLabels(label, pendingLabel)) return label;
  const now = pending ? pendingLabel : label;
  return (
    <span className={joinClasses("btn-label", icon && "btn-label-icon")} data-other={pending ? label : pendingLabel}>
      {icon ? (
        <span>
          <Icon name={icon} />
          {now}
        </span>
      ) : (
        now
      )}
    </span>
  );
}

function hasTwoLabels(label: ReactNode, pendingLabel: string | undefined): label is string {
  return typeof label === "string" && Boolean(pendingLabel);
}
