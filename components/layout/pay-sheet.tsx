import type { ReactNode } from "react";
import { Icon, type IconName } from "@/components/ui/icon";

/** The head of the one floating sheet of a client page: "Pay by", and what the asterisk means. */
export function PayHead({ title, requiredText }: { title: string; requiredText?: string }) {
  return (
    <div className="pay-head">
      <h2>{title}</h2>
      {requiredText && <span className="field-required">{requiredText}</span>}
    </div>
  );
}

/** A quiet sentence under the button: where the card number goes, when the money moves. */
export function PayNote({ icon = "info", children }: { icon?: IconName; children: ReactNode }) {
  return (
    <p className="pay-note">
      <Icon name={icon} />
      {children}
    </p>
  );
}
