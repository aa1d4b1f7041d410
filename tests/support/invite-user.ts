import type { Permission } from "@/lib/staff/model";
import { newAddress, waitForMail } from "./app-client";
import { signInByPost } from "./ask";
import { callServerAction, findServerAction } from "./server-actions";
import { PASSWORD, STAFF } from "./sign-in";

export type Invited = { userId: string; email: string; path: string };

/** Somebody invited to the demo firm by its administrator. `path` is the address in the mail. */
export async function inviteByPage(permissions: Permission[] = ["payments.view"]): Promise<Invited> {
  const cookie = await signInByPost(STAFF.admin, PASSWORD);
  const email = newAddress("staff");
  const wish = { name: "Ada Newcomb", email, locale: "en", permissions };
  const action = findServerAction("inviteUserAction");
  const { result } = await callServerAction({ path: "/staff/users/invite", action, args: [wish], cookie });
  const userId = (result?.data as { userId: string } | undefined)?.userId;
  if (!userId) throw new Error(`The invitation was refused: ${JSON.stringify(result)}`);
  return { userId, email, path: await findMailedPath(email, "/invite/") };
}

/** The address of the newest link of a kind that was mailed to somebody. */
export async function findMailedPath(email: string, part: "/invite/" | "/reset/"): Promise<string> {
  const mail = await waitForMail(email, part === "/invite/" ? /invites you to Docketpay$/ : /^Set a new password/);
  const link = mail.links.find((each) => each.includes(part)) ?? "";
  return new URL(link).pathname;
}
