import { describe, expect, it } from "vitest";
import { explainFailure, placeOfFailure } from "./explain-failure";

const failure = (name: string, message: string, more: object) => Object.assign(new Error(message), { name, ...more });
const request = (number: number, message: string) => failure("RequestError", message, { code: "EREQUEST", number });

describe("a failure in words", () => {
  it.each([
    [
      request(2812, "Could not find stored procedure 'dbo.docketpay_describe'."),
      "The procedure dbo.docketpay_describe is missing in the database. Run the system's procedures.sql there.",
    ],
    [
      request(
        229,
        "The EXECUTE permission was denied on the object 'docketpay_read_items', database 'x', schema 'dbo'.",
      ),
      "The login may not execute docketpay_read_items. Run the last part of procedures.sql, which grants it.",
    ],
    [request(8144, "too many arguments"), "The installed procedures are of another version"],
    [request(208, "Invalid object name 'dbo.InvMaster'."), "has no table dbo.InvMaster"],
    [failure("ConnectionError", "Login failed for user 'x'", { code: "ELOGIN" }), "refuses the login"],
    [failure("ConnectionError", "Failed to connect", { code: "ETIMEOUT" }), "did not answer in time"],
    [failure("ConnectionError", "self-signed certificate", { code: "ESOCKET" }), "certificate is not trusted"],
    [failure("ConnectionError", "connect ECONNREFUSED", { code: "ESOCKET" }), "cannot be reached"],
    [failure("RequestError", "Timeout", { code: "ETIMEOUT" }), "took too long"],
    [failure("Error", "EACCES: permission denied", { code: "EACCES", path: "/drop" }), "/drop may not be written"],
    [failure("Error", "no space", { code: "ENOSPC" }), "full"],
    [new Error("docketpay_describe answers nothing."), "docketpay_describe answers nothing."],
  ])("%s", (error, words) => {
    expect(explainFailure(error)).toContain(words);
    expect(placeOfFailure(error)).toBe("");
  });

  it("never repeats what a driver or a defect quotes of a request", () => {
    const secret = "Elena Marsh";
    const errors = [
      request(245, `Conversion failed when converting the nvarchar value '${secret}' to data type int.`),
      failure("error", `invalid input syntax: "${secret}"`, { code: "22P02" }),
      new TypeError(`Cannot read ${secret}`),
      secret,
    ];
    for (const error of errors) {
      expect(explainFailure(error)).not.toContain(secret);
      expect(placeOfFailure(error)).not.toContain(secret);
    }
    expect(explainFailure(errors[0])).toBe("The matter system's database answered with error 245.");
    expect(placeOfFailure(errors[2])).toMatch(/^\s+at /);
  });
});
