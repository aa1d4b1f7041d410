import { notFound } from "next/navigation";
import { isConnectOn } from "@/lib/connect-settings/is-connect-on";
import type { Ctx } from "@/lib/platform/context";

/** Second line of every page of Connect, after `requireStaff`: where the module is off there is no such page. */
export async function requireConnectPage(ctx: Ctx): Promise<void> {
  if (!(await isConnectOn(ctx))) notFound();
}
