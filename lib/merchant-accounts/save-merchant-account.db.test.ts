import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { webhookRoute } from "@/lib/http/webhook-route";
import { inFirm } from "@/lib/platform/tx";
import { payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { findGatewayAccount } from "./find-gateway-account";
import { listAccountSettings } from "./list-account-settings";
import { getGatewayAccount } from "./queries";
import { saveMerchantAccount } from "./save-merchant-account";
import { AccountInput, type AccountTyped } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;
beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
});

const SECRET = "whsec_firm_0123456789";
const KEYS = { secretKey: "sk_test_firm1111", publishableKey: "pk_test_firm2222", webhookSecret: SECRET };
const inputOf = (changes: Partial<AccountTyped> = {}): AccountInput =>
  AccountInput.parse({
    name: "Litigation",
    kind: "operating",
    currency: "USD",
    bankLast4: "4410",
    gateway: "stripe",
    acceptsCard: true,
    acceptsEcheck: true,
    isDefault: false,
    ...KEYS,
    ...changes,
  });
const admin = () => staffCtx(firm, ["settings.manage"]);
const save = (changes: Partial<AccountTyped> = {}) => saveMerchantAccount(admin(), inputOf(changes));

describe("saveMerchantAccount", () => {
  it("adds an account whose keys are sealed, and shows only how they end", async () => {
    const { id } = await save();
    const [row] = await test.asOwner<{ credentials_sealed: string }>(
      "select credentials_sealed from merchant_accounts where id = $1",
      [id],
    );
    expect(row?.credentials_sealed).not.toBe("");
    for (const key of Object.values(KEYS)) expect(row?.credentials_sealed).not.toContain(key);
    const shown = (await listAccountSettings(admin())).find((account) => account.id === id);
    expect(shown?.keyEnds).toEqual({ secretKey: "1111", publishableKey: "2222", webhookSecret: "6789" });
    for (const key of Object.values(KEYS)) expect(JSON.stringify(shown)).not.toContain(key);
    const { account } = await inFirm(admin(), (tx) => getGatewayAccount(admin(), tx, id));
    expect(account.credentials).toEqual(KEYS);
    expect(await findGatewayAccount("stripe", id)).toMatchObject({ accountId: id, firmId: firm.firmId });
    expect(await findGatewayAccount("sandbox", id)).toBeNull();
  });

  it("writes who did what into the audit, and no key", async () => {
    const { id } = await save();
    await save({
      accountId: id,
      name: "Litigation II",
      secretKey: "sk_test_other9999",
      publishableKey: "",
      webhookSecret: "",
    });
    const rows = await test.asOwner<{ action: string; actor: string; detail: Record<string, unknown> }>(
      "select action, actor, detail from audit_log where object_id = $1 order by seq",
      [id],
    );
    expect(rows.map(({ action, actor }) => [action, actor])).toEqual([
      ["account.create", "user:usr_test"],
      ["account.change", "user:usr_test"],
    ]);
    expect(rows[1]?.detail).toMatchObject({
      before: { name: "Litigation" },
      after: { name: "Litigation II" },
      keysChanged: ["secretKey"],
    });
    expect(JSON.stringify(rows)).not.toMatch(/sk_test|pk_test|whsec/);
  });

  it("keeps a key that is left empty", async () => {
    const { id } = await save();
    await save({ accountId: id, secretKey: "", publishableKey: "pk_test_new3333", webhookSecret: "" });
    const { account } = await inFirm(admin(), (tx) => getGatewayAccount(admin(), tx, id));
    expect(account.credentials).toEqual({ ...KEYS, publishableKey: "pk_test_new3333" });
  });

  it("makes one account of one form, however often it is sent, and has one default", async () => {
    const first = await save({ requestId: "req_0123456789abcdef", isDefault: true });
    expect(await save({ requestId: "req_0123456789abcdef", isDefault: true })).toEqual(first);
    const accounts = await listAccountSettings(admin());
    expect(accounts.filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([first.id]);
    expect(accounts[0]?.id).toBe(first.id);
    expect(await refusalOf(save({ accountId: first.id, isDefault: false }))).toMatchObject({
      reason: "default_account_needed",
    });
  });

  it("refuses a name that is taken, keys that are missing or of two modes, and another kind", async () => {
    const reasonOf = async (changes: Partial<AccountTyped>) => (await refusalOf(save(changes))).reason;
    expect(await reasonOf({ name: "operating" })).toBe("account_name_taken");
    expect(await reasonOf({ secretKey: "" })).toBe("key_missing");
    expect(await reasonOf({ publishableKey: "pk_live_firm2222" })).toBe("keys_of_two_modes");
    expect(await reasonOf({ kind: "trust" })).toBe("fee_account_missing");
    expect(await reasonOf({ kind: "trust", feeAccountId: "acc_trust" })).toBe("fee_account_missing");
    const { id } = await save({ kind: "trust", feeAccountId: "acc_operating" });
    expect(await reasonOf({ accountId: id, kind: "operating" })).toBe("account_kind_fixed");
    expect(await reasonOf({ accountId: "acc_none" })).toBe("account_unknown");
    expect(AccountInput.safeParse({ ...inputOf(), secretKey: "pk_test_1234" }).success).toBe(false);
    expect(AccountInput.safeParse({ ...inputOf(), acceptsCard: false, acceptsEcheck: false }).success).toBe(false);
    expect(AccountInput.safeParse({ ...inputOf(), currency: "CAD" }).success).toBe(false);
  });

  it("keeps the gateway of an account through which money went", async () => {
    const link = await firm.makeLink({ send: false });
    await payAs(firm, link.id, {});
    const operating = { accountId: "acc_operating", name: "Operating", isDefault: true };
    expect(await refusalOf(save(operating))).toMatchObject({ reason: "account_gateway_fixed" });
    expect(await save({ ...operating, gateway: "sandbox", bankLast4: "0001" })).toEqual({
      id: "acc_operating",
      isNew: false,
    });
  });

  it("refuses whoever may not, an account out of reach, and another firm's", async () => {
    const { id } = await save();
    const clerk = staffCtx(firm, ["payments.view", "links.send"]);
    expect(await refusalOf(saveMerchantAccount(clerk, inputOf()))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(listAccountSettings(clerk))).toMatchObject({ code: "forbidden" });
    const narrow = staffCtx(firm, ["settings.manage"], { accountIds: ["acc_trust"] });
    expect(await refusalOf(saveMerchantAccount(narrow, inputOf({ accountId: id })))).toMatchObject({
      code: "not_found",
    });
    const other = await makeTestFirm(`frm_${firms}_other`);
    expect(await refusalOf(saveMerchantAccount(other.ctxAt(), inputOf({ accountId: id })))).toMatchObject({
      code: "not_found",
    });
    expect((await listAccountSettings(other.ctxAt())).map((account) => account.id)).not.toContain(id);
  });
});

describe("webhooks of a Stripe account", () => {
  const post = (accountId: string, secret: string, body: string) => {
    const seconds = Math.floor(Date.now() / 1_000);
    const mac = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
    const request = new Request(`http://pay.example/api/webhooks/stripe?account=${accountId}`, {
      method: "POST",
      headers: { "stripe-signature": `t=${seconds},v1=${mac}` },
      body,
    });
    return webhookRoute()(request, { params: Promise.resolve({ gateway: "stripe" }) });
  };
  const bodyOf = (reference: string) =>
    JSON.stringify({
      id: "evt_1",
      object: "event",
      api_version: "2026-10-28.endive",
      created: 1,
      data: { object: { id: "pi_1", object: "payment_intent", metadata: { reference } } },
      type: "payment_intent.succeeded",
    });

  it("are believed only with the secret of the account that their address names", async () => {
    const mine = await save();
    const other = await save({ name: "Probate", webhookSecret: "whsec_probate_0123456789" });
    expect((await post(mine.id, SECRET, bodyOf("pay_none"))).status).toBe(200);
    for (const [accountId, secret] of [
      [other.id, SECRET],
      [mine.id, "whsec_probate_0123456789"],
      ["acc_none", SECRET],
      ["acc_operating", SECRET],
      ["", SECRET],
    ] as const)
      expect((await post(accountId, secret, bodyOf("pay_none"))).status).toBe(401);
  });
});
