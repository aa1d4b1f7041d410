import { beforeEach, describe, expect, it } from "vitest";
import { connectSettings } from "@/db/schema/connections";
import { inFirm } from "@/lib/platform/tx";
import { refusalOf } from "@/tests/support/money-bench";
import { makeTestUser, type TestUser } from "@/tests/support/staff-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { addOwnEvent } from "./add-own-event";
import type { NotificationAddress } from "./model";
import { getNotifications, getOwnNotifications, isSomebodyTold } from "./queries";
import { saveNotifications } from "./save-notifications";
import { addressesText } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;
let admin: TestUser;
let viewer: TestUser;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
  admin = await makeTestUser(firm, `usr_admin_${firms}`);
  viewer = await makeTestUser(firm, `usr_viewer_${firms}`, { permissions: ["payments.view"] });
});

const told = (address: string, changes: Partial<NotificationAddress> = {}): NotificationAddress => ({
  address,
  events: ["payment_received"],
  largeCents: 100,
  ...changes,
});
const save = (by: TestUser, userId: string, addresses: NotificationAddress[], before: NotificationAddress[] = []) =>
  saveNotifications(by.ctxAt(), { userId, addresses, before: addressesText(before) });

describe("saveNotifications", () => {
  it("keeps one's own addresses in their order, forgets those that ask for nothing, and stands in the audit log", async () => {
    const wanted = [
      told("z@hartwell.example"),
      told("a@hartwell.example", { largeCents: 7 }),
      told("b@hartwell.example", { events: [] }),
    ];
    expect(await save(viewer, viewer.userId, wanted)).toEqual({ changed: true });
    const { addresses, ownAddress } = await getOwnNotifications(viewer.ctxAt());
    expect(addresses.map(({ address }) => address)).toEqual([ownAddress, "z@hartwell.example", "a@hartwell.example"]);
    expect(await save(viewer, viewer.userId, addresses, addresses)).toEqual({ changed: false });
    const audit = await test.asOwner(
      "select actor, object_id, detail->'after'->0->>'address' as first from audit_log where action = 'notifications.change' and firm_id = $1",
      [firm.firmId],
    );
    expect(audit).toEqual([{ actor: `user:${viewer.userId}`, object_id: viewer.userId, first: "z@hartwell.example" }]);
  });

  it("is for everyone's by an administrator, for one's own by everybody, and nobody's else", async () => {
    await save(admin, viewer.userId, [told("x@hartwell.example")]);
    expect((await getNotifications(admin.ctxAt(), viewer.userId)).addresses[1]?.address).toBe("x@hartwell.example");
    expect(await refusalOf(save(viewer, admin.userId, []))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(getNotifications(viewer.ctxAt(), admin.userId))).toMatchObject({ code: "forbidden" });
    const lesser = await makeTestUser(firm, `usr_lesser_${firms}`, { permissions: ["users.manage"] });
    expect(await refusalOf(save(lesser, admin.userId, [told("thief@elsewhere.example")]))).toMatchObject({
      reason: "user_outranks",
    });
    const stranger = await makeTestFirm(`frm_${firms}_other`);
    const other = await makeTestUser(stranger, `usr_other_${firms}`);
    expect(await refusalOf(save(other, viewer.userId, []))).toMatchObject({ reason: "user_unknown" });
    expect(
      await refusalOf(saveNotifications(firm.ctxAt(), { userId: admin.userId, addresses: [], before: "" })),
    ).toMatchObject({
      code: "forbidden",
    });
  });

  it("does not overwrite what somebody else saved meanwhile", async () => {
    await save(admin, viewer.userId, [told("x@hartwell.example")]);
    expect(await refusalOf(save(viewer, viewer.userId, []))).toMatchObject({ code: "conflict" });
    expect((await getOwnNotifications(viewer.ctxAt())).addresses).toHaveLength(2);
  });
});

describe("what is offered", () => {
  it("follows the permissions and the module", async () => {
    const offered = async () => (await getOwnNotifications(admin.ctxAt())).offered;
    expect(await offered()).not.toContain("auto_pay_failed");
    await inFirm(firm.ctxAt(), (tx) => tx.insert(connectSettings).values({ firmId: firm.firmId, isOn: true }));
    expect(await offered()).toContain("auto_pay_failed");
    expect((await getOwnNotifications(viewer.ctxAt())).offered).not.toContain("connector_down");
  });
});

describe("addOwnEvent", () => {
  const isTold = () => inFirm(firm.ctxAt(), (tx) => isSomebodyTold(firm.ctxAt(), tx, "auto_pay_failed"));

  it("adds the one event to the own address, once, and leaves the rest", async () => {
    const { ownAddress } = await getOwnNotifications(admin.ctxAt());
    await save(admin, admin.userId, [told(ownAddress, { largeCents: 77 }), told("z@hartwell.example")]);
    expect(await isTold()).toBe(false);
    const add = () => addOwnEvent(admin.ctxAt(), { event: "auto_pay_failed" });
    expect([await add(), await add()]).toEqual([
      { changed: true, address: ownAddress },
      { changed: false, address: ownAddress },
    ]);
    expect((await getOwnNotifications(admin.ctxAt())).addresses).toEqual([
      told(ownAddress, { largeCents: 77, events: ["payment_received", "auto_pay_failed"] }),
      told("z@hartwell.example"),
    ]);
    expect(await isTold()).toBe(true);
    const [added, ...more] = await test.asOwner(
      "select object_id, detail from audit_log where firm_id = $1 and detail ? 'added'",
      [firm.firmId],
    );
    expect([added, more]).toEqual([
      { object_id: admin.userId, detail: { address: ownAddress, added: "auto_pay_failed" } },
      [],
    ]);
  });

  it("begins with an address that asked for nothing, and counts nobody who left", async () => {
    await addOwnEvent(viewer.ctxAt(), { event: "auto_pay_failed" });
    expect(await isTold()).toBe(true);
    await test.asOwner("update users set disabled_at = now() where id = $1", [viewer.userId]);
    expect(await isTold()).toBe(false);
    expect(await refusalOf(addOwnEvent(firm.ctxAt(), { event: "auto_pay_failed" }))).toMatchObject({
      code: "forbidden",
    });
  });
});
