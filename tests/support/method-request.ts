import { newAddress, waitForMail } from "./app-client";
import { ask, signInByPost } from "./ask";
import { callServerAction, findServerAction } from "./server-actions";
import { PASSWORD, STAFF } from "./sign-in";

export type AskedMethod = { payerId: string; requestId: string; path: string; cookie: string };

/** A payer of the demo firm, asked by mail for a payment method. `path` is the address in the mail. */
export async function askForMethod(changes: { message?: string } = {}): Promise<AskedMethod> {
  const cookie = await signInByPost(STAFF.clerk, PASSWORD);
  const key = { authorization: "Bearer dp_demo_hartwell" };
  const found = JSON.parse((await ask("/api/v1/payers?q=okonjo&limit=1", { headers: key })).body);
  const payerId: string = found.data[0].id;
  const email = newAddress("method");
  const wish = { payerId, account: "Operating", emails: email, message: changes.message ?? "", requestKey: email };
  const action = findServerAction("requestMethodAction");
  const { result } = await callServerAction({ path: "/staff/payers", action, args: [wish], cookie });
  const requestId = (result?.data as { id: string } | undefined)?.id;
  if (!requestId) throw new Error(`The request was refused: ${JSON.stringify(result)}`);
  const mail = await waitForMail(email, /asks for a payment method$/);
  const link = mail.links.find((each) => each.includes("/method/")) ?? "";
  return { payerId, requestId, path: new URL(link).pathname, cookie };
}

export async function cancelAskedMethod({ requestId, cookie }: AskedMethod): Promise<void> {
  const action = findServerAction("cancelMethodRequestAction");
  const { result } = await callServerAction({ path: "/staff/payers", action, args: [{ requestId }], cookie });
  if (!result?.ok) throw new Error(`The request was not cancelled: ${JSON.stringify(result)}`);
}
