import { describe, expect, it } from "vitest";
import { changedKeys, endsOf, mergeKeys, problemOfKeys } from "./rules";

const KEPT = { secretKey: "sk_test_kept1111", publishableKey: "pk_test_kept2222" };
const NONE = { secretKey: "", publishableKey: "", webhookSecret: "" };

describe("keys of a merchant account", () => {
  it("stay as they are where nothing is typed", () => {
    expect(mergeKeys(KEPT, NONE)).toEqual({ ...KEPT, webhookSecret: "" });
    const typed = { ...NONE, publishableKey: "pk_test_new", webhookSecret: "whsec_1" };
    const merged = mergeKeys(KEPT, typed);
    expect(merged).toEqual({ ...typed, secretKey: KEPT.secretKey });
    expect(changedKeys(KEPT, merged)).toEqual(["publishableKey", "webhookSecret"]);
    expect(changedKeys(KEPT, mergeKeys(KEPT, NONE))).toEqual([]);
  });

  it("are told by their last four characters only", () => {
    expect(endsOf(KEPT)).toEqual({ secretKey: "1111", publishableKey: "2222", webhookSecret: "" });
    expect(endsOf({})).toEqual(NONE);
  });

  it.each([
    [{}, false, { path: "secretKey", refusal: "key_missing" }],
    [{}, true, null],
    [{ secretKey: "sk_test_1" }, true, { path: "publishableKey", refusal: "key_missing" }],
    [{ publishableKey: "pk_test_1" }, true, { path: "secretKey", refusal: "key_missing" }],
    [
      { secretKey: "sk_live_1", publishableKey: "pk_test_1" },
      false,
      { path: "publishableKey", refusal: "keys_of_two_modes" },
    ],
    [{ secretKey: "rk_live_1", publishableKey: "pk_live_1" }, false, null],
    [KEPT, false, null],
  ])("%o with defaults %s: %o", (keys, hasDefaults, problem) => {
    expect(problemOfKeys(keys, hasDefaults)).toEqual(problem);
  });
});
