import type { CaptchaKind } from "@/lib/captcha/model";
import type { ReminderStep } from "@/lib/link-reminders/model";

/** Which kinds of method sent links take, of those that their account takes. */
export const LINK_METHODS = ["all", "card", "echeck"] as const;
export type LinkMethods = (typeof LINK_METHODS)[number];

/** How a firm sends for payment. */
export type LinkSettings = {
  defaultMessage: string;
  /** In the foot of pay pages, and on receipts. */
  disclaimer: string;
  /** Of a new link; those of Connect live 24 hours whatever stands here. */
  lifeDays: number;
  methods: LinkMethods;
  allowsPartPayment: boolean;
  captcha: CaptchaKind;
  reminders: { isOn: boolean; hour: number; steps: readonly ReminderStep[] };
};
