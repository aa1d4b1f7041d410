import type { LinkMethods } from "./model";

type Accepts = { acceptsCard: boolean; acceptsEcheck: boolean };

/** What a sent link takes: what its account takes, less what the firm does not want there. Never more than the account's. */
export function kindsOfLink(methods: LinkMethods, { acceptsCard, acceptsEcheck }: Accepts): Accepts {
  return { acceptsCard: acceptsCard && methods !== "echeck", acceptsEcheck: acceptsEcheck && methods !== "card" };
}

/** Whether a link to that account could be paid at all. */
export function leavesAKind(methods: LinkMethods, account: Accepts): boolean {
  const { acceptsCard, acceptsEcheck } = kindsOfLink(methods, account);
  return acceptsCard || acceptsEcheck;
}
