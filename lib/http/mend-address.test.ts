import { describe, expect, it } from "vitest";
import { mendAddress } from "./mend-address";

describe("an address", () => {
  it.each([
    ["/pay/%", "/pay/%25"],
    ["/pay/%zz?lang=fr&x=%", "/pay/%25zz?lang=fr&x=%"],
    ["/pay/%E0%A4%A", "/pay/%25E0%25A4%25A"],
    ["/pay/%FF", "/pay/%25FF"],
    ["/%2", "/%252"],
    ["/staff/payments?q=%00a%00", "/staff/payments?q=a"],
    ["/pay/%00", "/pay/%2500"],
  ])("%s that cannot be decoded becomes %s", (url, mended) => {
    expect(mendAddress(url)).toBe(mended);
    expect(mendAddress(mended)).toBe(mended);
  });

  it.each([
    "/",
    "/pay/abc",
    "/pay/%20",
    "/pay/..%2Fstaff",
    "/pay/%C3%A9?q=%",
    "/staff?x=%E0%A4%A",
    "/api/v1/links?q=%00",
    "*",
  ])("%s stays as it is", (url) => expect(mendAddress(url)).toBe(url));
});
