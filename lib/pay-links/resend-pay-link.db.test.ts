import { describe, expect, it } from "vitest";
import { useLinkBench } from "@/tests/support/link-bench";
import { MINUTE_MS, payAs, refusalOf } from "@/tests/support/money-bench";
import { resendPayLink } from "./resend-pay-link";

const bench = useLinkBench();
const { sender, viewer, create, auditOf, mailsOf } = bench;

describe("resendPayLink", () => {
  it("mails every address again, once per minute, and writes it down", async () => {
    const { id } = await create();
    expect(await resendPayLink(sender(null, MINUTE_MS), { linkId: id })).toEqual({
      id,
      addresses: ["elena.marsh@bluewater.example", "marsh@bluewater.example"],
    });
    await resendPayLink(sender(null, MINUTE_MS + 20_000), { linkId: id });
    expect(await mailsOf(id)).toHaveLength(4);
    await resendPayLink(sender(null, 2 * MINUTE_MS), { linkId: id });
    expect(await mailsOf(id)).toHaveLength(6);
    expect((await auditOf(id)).at(-1)).toMatchObject({ action: "pay_link.resend" });
  });

  it("refuses the wrong actor, another's account, another firm, what is closed, and what has no address", async () => {
    const { id } = await create();
    expect(await refusalOf(resendPayLink(viewer(), { linkId: id }))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(resendPayLink(sender(["acc_trust"]), { linkId: id }))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(resendPayLink(bench.stranger.ctxAt(), { linkId: id }))).toMatchObject({ code: "not_found" });
    await payAs(bench.firm, id);
    expect(await refusalOf(resendPayLink(sender(), { linkId: id }))).toMatchObject({ reason: "link_paid" });
    const silent = await create({ send: false, recipientEmails: [] });
    expect(await refusalOf(resendPayLink(sender(), { linkId: silent.id }))).toMatchObject({ reason: "no_address" });
  });
});
