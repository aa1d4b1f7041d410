import { z } from "zod";
import { systemClock } from "@/lib/platform/clock";
import { AppError } from "@/lib/platform/errors";
import { seal, unseal } from "@/lib/platform/secrets";

const PLACE = "sign-in.ticket";
const LIFE_MS = 10 * 60_000;

const Ticket = z.object({
  firmId: z.string(),
  userId: z.string(),
  /** A change of the password or a forced sign-out meanwhile ends it. */
  sessionVersion: z.int(),
  until: z.iso.datetime(),
});

/** Says that somebody gave the right password a moment ago. It opens nothing by itself. */
export type SignInTicket = Omit<z.infer<typeof Ticket>, "until">;

export function sealTicket(ticket: SignInTicket): string {
  const until = new Date(systemClock.now().getTime() + LIFE_MS).toISOString();
  return seal(JSON.stringify({ ...ticket, until }), PLACE);
}

/** @throws AppError unauthenticated (ticket_over) when it was altered or is older than ten minutes */
export function openTicketOf(sealed: string): SignInTicket {
  const ticket = readTicket(sealed);
  if (!ticket || new Date(ticket.until) <= systemClock.now())
    throw new AppError("unauthenticated", { reason: "ticket_over" });
  return ticket;
}

function readTicket(sealed: string): z.infer<typeof Ticket> | null {
  try {
    return Ticket.parse(JSON.parse(unseal(sealed, PLACE)));
  } catch {
    return null;
  }
}
