/** What the buttons and dialogs of an invoice need of it. `amount`: what is open, or what a draft comes to, as text. */
export type ActInvoice = {
  id: string;
  number: string;
  amount: string;
  emails: readonly string[];
  isReminderOff: boolean;
};
