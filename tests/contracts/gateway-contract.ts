import { describe } from "vitest";
import { describeBooks, describeLostAnswers } from "./gateway-contract-books";
import { describeCharging, describeSettling } from "./gateway-contract-charging";
import { describeCorrections } from "./gateway-contract-corrections";
import { describeKeys } from "./gateway-contract-keys";
import { describeRefunds } from "./gateway-contract-refunds";
import type { MakeHarness } from "./gateway-harness";

/** The promises of the port. Every adapter passes the same ones. */
export function describeGatewayContract(name: string, makeHarness: MakeHarness): void {
  describe(`gateway contract: ${name}`, () => {
    describeCharging(makeHarness);
    describeKeys(makeHarness);
    describeLostAnswers(makeHarness);
    describeSettling(makeHarness);
    describeRefunds(makeHarness);
    describeCorrections(makeHarness);
    describeBooks(makeHarness);
  });
}
