import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { readSettings } from "@/connect/config";
import { listConnections } from "@/lib/connections/queries";
import { revokeConnection } from "@/lib/connections/revoke-connection";
import type { MatterSystem } from "@/lib/matter-systems/port";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { makeSystem } from "@/tests/support/connect-bench";
import { refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { addConnection } from "./add-connection";
import { chooseConnection } from "./choose-connection";
import { findConnectPlaces } from "./find-connect-places";
import { isConnectOn } from "./is-connect-on";
import { CONNECT_OFF } from "./model";
import { listPostingAccounts, readConnectSettings } from "./queries";
import { readPostingChoices } from "./read-posting-choices";
import { requireConnectOn } from "./require-connect-on";
import { saveConnectModule } from "./save-connect-module";
import { saveConnectSettings } from "./save-connect-settings";
import { savePostingAccount } from "./save-posting-account";
import { ConnectSettingsInput, PostingAccountInput } from "./schemas";

const line = vi.hoisted(() => ({ system: null as MatterSystem | null }));
vi.mock("@/lib/connections/call-matter-system", () => ({ matterSystemOf: () => line.system }));

const test = useTestDatabase();
let firms = 0;
let firm: TestFirm;
const admin = (of = firm) => staffCtx(of, ["settings.manage"]);
const clerk = () => staffCtx(firm, ["payments.take", "connect.pay", "postings.manage"]);

const RULES: ConnectSettingsInput = {
  arMessage: "Paid by card",
  postingDate: "posted",
  postsAutomatically: true,
  echeckPosting: "settled",
  linkLifeHours: 48,
};

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_connect_${firms}`);
  line.system = makeSystem();
});

const switchOn = (of = firm) => saveConnectModule(admin(of), { isOn: true });
const add = (of = firm, name = "Server 1") => addConnection(admin(of), { name, system: "threeE" });

async function audits(): Promise<string[]> {
  const rows = await test.asOwner<{ action: string }>(
    "select action from audit_log where firm_id = $1 and action ~ 'connect|posting' order by seq",
    [firm.firmId],
  );
  return rows.map(({ action }) => action);
}

describe("the module", () => {
  it("is off for a firm that never touched it, and is switched on and off with its audit, once", async () => {
    expect(await readConnectSettings(admin())).toEqual(CONNECT_OFF);
    expect(await isConnectOn(clerk())).toBe(false);
    expect(await refusalOf(requireConnectOn(clerk()))).toEqual({ code: "not_found", reason: "connect_off" });
    expect(await findConnectPlaces(clerk())).toEqual({ isOn: false, waitingPostings: 0 });
    await switchOn();
    await switchOn();
    await requireConnectOn(clerk());
    expect(await findConnectPlaces(clerk())).toEqual({ isOn: true, waitingPostings: 0 });
    await saveConnectModule(admin(), { isOn: false });
    expect(await isConnectOn(clerk())).toBe(false);
    expect(await audits()).toEqual(["connect.switched_on", "connect.switched_off"]);
  });

  it("off refuses every change of its settings", async () => {
    await switchOn();
    const { id: connectionId } = await add();
    await saveConnectModule(admin(), { isOn: false });
    const account = PostingAccountInput.parse({ ...CODES, connectionId, accountId: "acc_operating" });
    for (const act of [
      () => saveConnectSettings(admin(), RULES),
      () => add(),
      () => chooseConnection(admin(), { connectionId }),
      () => savePostingAccount(admin(), account),
    ])
      expect(await refusalOf(act())).toEqual({ code: "not_found", reason: "connect_off" });
  });
});

describe("the rules", () => {
  beforeEach(() => switchOn());

  it("are kept with what was before, for administrators, of their own firm", async () => {
    await saveConnectSettings(admin(), RULES);
    expect(await readConnectSettings(admin())).toEqual({ ...RULES, isOn: true, connectionId: null });
    const [row] = await test.asOwner<{ detail: { before: string; after: string }; actor: string }>(
      "select detail, actor from audit_log where firm_id = $1 and action = 'connect_settings.saved'",
      [firm.firmId],
    );
    expect(JSON.parse(row?.detail.before ?? "")).toMatchObject({ postingDate: "paid", linkLifeHours: 24 });
    expect(JSON.parse(row?.detail.after ?? "")).toMatchObject(RULES);
    expect(row?.actor).toBe("user:usr_test");
    const other = await makeTestFirm(`${firm.firmId}_other`);
    expect(await readConnectSettings(admin(other))).toEqual(CONNECT_OFF);
  });

  it("are asked for the permission, each of them", async () => {
    for (const act of [
      () => readConnectSettings(clerk()),
      () => saveConnectSettings(clerk(), RULES),
      () => saveConnectModule(clerk(), { isOn: false }),
      () => addConnection(clerk(), { name: "x", system: "prolaw" }),
      () => chooseConnection(clerk(), { connectionId: "con_x" }),
      () => readPostingChoices(clerk()),
      () => savePostingAccount(clerk(), { ...CODES, connectionId: "con_x", accountId: "acc_operating" }),
    ])
      expect(await refusalOf(act())).toMatchObject({ code: "forbidden" });
  });

  it("refuse hours that no link could live", () => {
    for (const linkLifeHours of [0, 8_761, 1.5])
      expect(ConnectSettingsInput.safeParse({ ...RULES, linkLifeHours }).success).toBe(false);
  });
});

const CODES = { ledgerCode: "PMTCC", transactionType: "CC", bankAccount: "OP1" };

describe("connections", () => {
  beforeEach(() => switchOn());

  it("begin in use when they are the first; another is chosen on purpose", async () => {
    const first = await add();
    const second = await add(firm, "Server 2");
    const used = async () => (await listConnections(admin())).filter(({ isInUse }) => isInUse).map(({ id }) => id);
    expect(await used()).toEqual([first.id]);
    await chooseConnection(admin(), { connectionId: second.id });
    await chooseConnection(admin(), { connectionId: second.id });
    expect(await used()).toEqual([second.id]);
    expect((await audits()).filter((action) => action === "connection.chosen")).toHaveLength(2);
  });

  it("are of the firm, and not revoked", async () => {
    const own = await add();
    const other = await makeTestFirm(`${firm.firmId}_other`);
    await switchOn(other);
    const foreign = await add(other);
    await revokeConnection(admin(), { connectionId: own.id });
    for (const connectionId of [own.id, foreign.id, "con_none"])
      expect(await refusalOf(chooseConnection(admin(), { connectionId }))).toEqual({
        code: "not_found",
        reason: "connection_unknown",
      });
  });

  it("come with a file that the service reads, but for what only the firm knows", async () => {
    const { config, key } = await add();
    const folder = mkdtempSync(join(tmpdir(), "docketpay-config-"));
    const file = join(folder, "connect.json");
    writeFileSync(file, config);
    expect(readSettings(file, () => "")).toMatchObject({ key, system: "threeE", drop: { kind: "folder" } });
    rmSync(folder, { recursive: true });
  });
});

describe("what accounts are called", () => {
  let connectionId = "";
  beforeEach(async () => {
    await switchOn();
    connectionId = (await add()).id;
  });
  const save = (ctx: Ctx, changes: Partial<PostingAccountInput> = {}) =>
    savePostingAccount(
      ctx,
      PostingAccountInput.parse({ ...CODES, connectionId, accountId: "acc_operating", ...changes }),
    );
  const listed = () => inFirm(admin(), (tx) => listPostingAccounts(admin(), tx, connectionId));

  it("is kept, changed and cleared with its audit", async () => {
    expect(await save(admin())).toEqual({ isMapped: true });
    await save(admin(), { ledgerCode: " PMT2 " });
    expect(await listed()).toEqual([{ accountId: "acc_operating", ...CODES, ledgerCode: "PMT2" }]);
    expect(await save(admin(), { ledgerCode: "", transactionType: "", bankAccount: "" })).toEqual({ isMapped: false });
    expect(await listed()).toEqual([]);
    expect((await audits()).filter((action) => action.startsWith("posting_account"))).toEqual([
      "posting_account.saved",
      "posting_account.saved",
      "posting_account.cleared",
    ]);
  });

  it("needs all three, an account and a connection of the firm, and an account of the user", async () => {
    const half = await save(admin(), { bankAccount: "" }).catch((error: unknown) => error);
    expect(half).toMatchObject({ fields: [{ path: "bankAccount", message: "posting_code_missing" }] });
    expect(await refusalOf(save(admin(), { accountId: "acc_none" }))).toMatchObject({ reason: "account_unknown" });
    expect(await refusalOf(save(admin(), { connectionId: "con_none" }))).toMatchObject({
      reason: "connection_unknown",
    });
    const limited = staffCtx(firm, ["settings.manage"], { accountIds: ["acc_trust"] });
    expect(await refusalOf(save(limited))).toMatchObject({ reason: "account_unknown" });
  });

  it("is chosen from the matter system's own lists, and typed while it is down", async () => {
    await save(admin());
    const found = await readPostingChoices(admin());
    expect(found).toMatchObject({
      systemName: "Elite 3E",
      choices: { bankAccount: [{ code: "OP1" }], ledgerCode: [] },
    });
    expect(found?.accounts.map(({ account, codes }) => [account.id, codes])).toEqual([
      ["acc_operating", CODES],
      ["acc_trust", null],
    ]);
    const down = new AppError("upstream_unavailable", { reason: "connector_down" });
    line.system = makeSystem({ listLedgerCodes: () => Promise.reject(down) });
    expect(await readPostingChoices(admin())).toMatchObject({ choices: null });
    line.system = makeSystem({ listLedgerCodes: () => Promise.reject(new Error("a defect")) });
    await expect(readPostingChoices(admin())).rejects.toThrow("a defect");
  });
});
