import { and, eq, isNull } from "drizzle-orm";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { staffSessions, users } from "@/db/schema/staff";
import { countVisible, openAlertsOfUser } from "@/lib/alerts/queries";
import type { FirmView } from "@/lib/firms/model";
import { getFirm } from "@/lib/firms/queries";
import { callerAddress } from "@/lib/http/peer-address";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/lib/i18n/model";
import { systemClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { randomIds } from "@/lib/platform/ids";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import {
  BACKDROPS,
  type Backdrop,
  DENSITIES,
  type Density,
  isPermission,
  type Permission,
  THEMES,
  type Theme,
} from "@/lib/staff/model";
import { holdsPermission } from "@/lib/staff/rules";
import { sessionCookieName } from "./cookie";
import { openSession } from "./session-token";

/** The signed-in user of this request, with rights as the database holds them now. */
export type Staff = {
  ctx: Ctx & { actor: { kind: "user" } };
  firm: FirmView;
  userId: string;
  /** This browser among those that the user signed in with. */
  sessionId: string;
  name: string;
  email: string;
  locale: Locale;
  theme: Theme | null;
  density: Density | null;
  backdrop: Backdrop | null;
  /** How many alerts wait that this user may see. */
  openAlerts: number;
  can: (permission: Permission) => boolean;
};

/**
 * Who is signed in, or null. Asked once per request; role changes, sign-outs and deactivation show at once, because the session's
 * version is compared with the database each time.
 */
export const findStaff = cache(async (): Promise<Staff | null> => {
  const jar = await cookies();
  const session = await openSession(jar.get(sessionCookieName())?.value, systemClock.now());
  if (!session) return null;
  const ip = callerAddress(await headers());
  const reading = systemContext(session.firmId, "session");
  const found = await inFirm(reading, async (tx) => {
    const rows = await tx
      .select({ user: users, openAlerts: openAlertsOfUser(), version: staffSessions.sessionVersion })
      .from(users)
      .innerJoin(
        staffSessions,
        and(
          eq(staffSessions.firmId, users.firmId),
          eq(staffSessions.id, session.sessionId),
          eq(staffSessions.userId, users.id),
          isNull(staffSessions.endedAt),
        ),
      )
      .where(and(eq(users.firmId, session.firmId), eq(users.id, session.userId)));
    const [{ user, openAlerts, version } = { user: null, openAlerts: {}, version: 0 }] = rows;
    const isLive = user?.sessionVersion === session.sessionVersion && user.sessionVersion === version;
    if (!user || user.disabledAt || !isLive) return null;
    return { user, openAlerts, firm: await getFirm(reading, tx) };
  });
  if (!found) return null;
  const { user, firm, openAlerts } = found;
  const permissions = user.permissions.filter(isPermission);
  const actor = { kind: "user", userId: user.id, name: user.name, permissions, accountIds: user.accountIds } as const;
  const can = (permission: Permission) => holdsPermission(actor, permission);
  return {
    ctx: { firmId: firm.firmId, actor, clock: systemClock, ids: randomIds, ip },
    firm,
    userId: user.id,
    sessionId: session.sessionId,
    name: user.name,
    email: user.email,
    locale: isLocale(user.locale) ? user.locale : DEFAULT_LOCALE,
    theme: THEMES.find((theme) => theme === user.theme) ?? null,
    density: DENSITIES.find((density) => density === user.density) ?? null,
    backdrop: BACKDROPS.find((backdrop) => backdrop === user.backdrop) ?? null,
    openAlerts: countVisible(openAlerts, can),
    can,
  };
});

/**
 * First line of every staff page. Without a session: to sign-in. Without the permission: the page that says which is missing and who
 * can give it. Reads the session on every call, so no staff page is ever prerendered.
 */
export async function requireStaff(permission: Permission | "signed-in"): Promise<Staff> {
  const staff = await findStaff();
  if (!staff) redirect("/sign-in");
  if (permission !== "signed-in" && !staff.can(permission)) redirect(`/staff/no-permission?needs=${permission}`);
  return staff;
}
