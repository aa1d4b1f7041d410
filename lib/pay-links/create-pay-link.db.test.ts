import { describe, expect, it } from "vitest";
import { findInDirectory } from "@/lib/platform/directory";
import { hashToken } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import { useLinkBench } from "@/tests/support/link-bench";
import { payAs, refusalOf } from "@/tests/support/money-bench";
import { releaseTogether } from "@/tests/support/release-together";
import { createPayLink } from "./create-pay-link";
import { findLinkToken } from "./find-link-token";

const bench = useLinkBench();
const { test, sender, viewer, input, create, eventsOf, auditOf, mailsOf } = bench;
const countLinks = async () => Number((await test.asOwner<{ n: string }>("select count(*) as n from pay_links"))[0]?.n);

describe("createPayLink", () => {
  it("makes a link whose token is stored hashed and sealed, mails every address, writes history and audit", async () => {
    const { id, token } = await create();
    expect(token).toMatch(/^[\w-]{43}$/);
    const [row] = await test.asOwner("select * from pay_links where id = $1", [id]);
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row).toMatchObject({
      status: "open",
      amount_cents: "125000",
      currency: "USD",
      token_hash: hashToken(token),
    });
    expect(await inFirm(bench.firm.ctxAt(), (tx) => findLinkToken(bench.firm.ctxAt(), tx, id))).toBe(token);
    expect(await findInDirectory("pay_link", hashToken(token))).toEqual({ firmId: "frm_test", refId: id });
    expect(await mailsOf(id)).toEqual(["elena.marsh@bluewater.example", "marsh@bluewater.example"]);
    expect(await eventsOf(id)).toEqual(["created", "sent"]);
    expect(await auditOf(id)).toEqual([{ action: "pay_link.create", actor: "user:usr_test" }]);
  });

  it("is one link of one request key, also 20 times at once", async () => {
    const wish = input();
    const before = await countLinks();
    const answers = await releaseTogether(20, () => createPayLink(sender(), wish));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await countLinks()).toBe(before + 1);
    expect(await createPayLink(bench.stranger.ctxAt(), wish)).not.toEqual(answers[0]);
    const other = createPayLink(sender(), { ...wish, amountCents: wish.amountCents + 1 });
    expect(await refusalOf(other)).toMatchObject({ code: "idempotency_key_reused" });
  });

  it("refuses who may not send, and accounts that are not theirs or not there", async () => {
    const before = await countLinks();
    expect(await refusalOf(createPayLink(viewer(), input()))).toEqual({
      code: "forbidden",
      reason: "needs_links.send",
    });
    const unknown = { code: "invalid_input", reason: "account_unknown" };
    expect(await refusalOf(createPayLink(sender(["acc_trust"]), input()))).toEqual(unknown);
    expect(await refusalOf(create({ account: "Nowhere" }))).toEqual(unknown);
    for (const refs of [{}, { clientRef: "10041" }, { matterRef: "0003" }])
      expect(await refusalOf(create({ account: "IOLTA Trust", ...refs }))).toEqual({
        code: "invalid_input",
        reason: "trust_needs_matter",
      });
    expect(await countLinks()).toBe(before);
    const trust = await create({ account: "acc_trust", clientRef: "10041", matterRef: "0003" });
    expect((await payAs(bench.firm, trust.id)).kind).toBe("approved");
  });

  it("leaves nothing behind when it fails half-way: no row, no mail, no number, no entry", async () => {
    const [before] = await test.asOwner("select value from firm_counters where firm_id = 'frm_test' and kind = 'link'");
    const counts = await test.asOwner(
      "select (select count(*) from mails) m, (select count(*) from directory) d, (select count(*) from audit_log) a",
    );
    const tooLate = {
      ...sender(),
      ids: {
        ...sender().ids,
        token: () => {
          throw new Error("no chance left");
        },
      },
    };
    await expect(createPayLink(tooLate, input())).rejects.toThrow("no chance left");
    expect(await test.asOwner("select value from firm_counters where firm_id = 'frm_test' and kind = 'link'")).toEqual([
      before,
    ]);
    expect(
      await test.asOwner(
        "select (select count(*) from mails) m, (select count(*) from directory) d, (select count(*) from audit_log) a",
      ),
    ).toEqual(counts);
  });
});
