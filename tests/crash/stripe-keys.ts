/** The firm's accounts at Stripe's double. One Stripe account each, as at a firm. */
export const STRIPE_ACCOUNTS = [
  { accountId: "acc_operating", name: "operating", title: "Operating" },
  { accountId: "acc_trust", name: "trust", title: "IOLTA Trust" },
] as const;

export const WEBHOOK_SECRET = "whsec_crash_0123456789";

export function stripeKeyOf(accountId: string): string {
  const account = STRIPE_ACCOUNTS.find((one) => one.accountId === accountId);
  if (!account) throw new Error(`Stripe's double has no account for ${accountId}.`);
  return `sk_test_${account.name}`;
}
