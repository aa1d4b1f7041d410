import { redirect } from "next/navigation";
import { requireStaff } from "@/lib/auth/session";
import { listConnectScreens } from "../_components/connect-screens";
import { requireConnectPage } from "./_components/require-connect-page";

/** To the first screen of Connect that this user may open. */
export default async function ConnectPage() {
  const staff = await requireStaff("signed-in");
  await requireConnectPage(staff.ctx);
  const [first] = listConnectScreens(staff);
  redirect(first?.href ?? "/staff/no-permission?needs=connect.pay");
}
