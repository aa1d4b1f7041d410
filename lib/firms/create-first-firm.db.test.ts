import { expect, it } from "vitest";
import { signInStaff } from "@/lib/staff/sign-in";
import { refusalOf } from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { createFirstFirm, isSetupOpen } from "./create-first-firm";
import { SetupInput } from "./schemas";

const test = useTestDatabase();
const WISH = {
  ...{ firmName: "Okonjo & Marsh, P.C.", timeZone: "America/Chicago", currency: "USD", name: "Ada Okonjo" },
  ...{ email: " Ada@Okonjo.example ", password: "a brass lamp at night" },
};

it("makes one firm when thirty ask at once, whose administrator signs in; and none afterwards", async () => {
  expect(await isSetupOpen()).toBe(true);
  const input = SetupInput.parse(WISH);
  await expect(createFirstFirm({ ...input, password: "passwordpassword" }, "")).rejects.toMatchObject({
    fields: [{ path: "password", message: "password_guessable" }],
  });
  const answers = await releaseTogether(30, () => createFirstFirm(input, "203.0.113.9"));
  expect(countAnswers(answers)).toEqual({ object: 1, "refused setup_done": 29 });
  expect(await test.asOwner("select slug, name, monogram, time_zone from firms")).toEqual([
    { slug: "okonjo-marsh-p-c", name: "Okonjo & Marsh, P.C.", monogram: "OM", time_zone: "America/Chicago" },
  ]);
  const signedIn = await signInStaff({ email: "ada@okonjo.example", password: WISH.password, ip: "203.0.113.9" });
  expect(await test.asOwner("select action from audit_log where firm_id = $1 order by seq", [signedIn.firmId])).toEqual(
    [{ action: "firm.setup" }, { action: "sign_in.done" }],
  );
  expect(await isSetupOpen()).toBe(false);
  expect(await refusalOf(createFirstFirm(input, ""))).toMatchObject({ reason: "setup_done" });
});

it.each([
  [{ firmName: " " }, "firm_name_missing"],
  [{ timeZone: "Mars/Olympus" }, "time_zone_unknown"],
  [{ email: "nobody" }, "email_invalid"],
  [{ password: "short" }, "password_too_short"],
])("refuses %j", (change, message) => {
  const parsed = SetupInput.safeParse({ ...WISH, ...change });
  expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([message]);
});
