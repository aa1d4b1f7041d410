import type { SeedFirm } from "./firms";
import type { Random } from "./random";
import type { Draft } from "./story";

/** In whose name an attempt without a link was made, in the form of histories. */
export function makerOf(random: Random, firm: SeedFirm, { source, invoiceNumber }: Draft): string {
  switch (source) {
    case "payment_page":
      return "payer:page pay";
    case "invoice":
      return `payer:invoice ${invoiceNumber}`;
    case "schedule":
      return "system:schedules";
    case "auto_pay":
      return "system:auto-pays";
    default:
      return `user:${takerOf(random, firm)}`;
  }
}

/** Who sits at the desk: mostly billing. */
export function takerOf(random: Random, firm: SeedFirm): string {
  const [admin, billing = admin] = firm.users;
  return random.chance(0.75) ? billing.id : admin.id;
}
