import { expect, it } from "vitest";
import { chargeOf, collect, expectKind, type MakeHarness } from "./gateway-harness";

export function describeLostAnswers(make: MakeHarness): void {
  it("answers unknown when the answer is lost, and the look-up then finds the charge", async () => {
    const harness = await make();
    const request = chargeOf(harness);
    await harness.cause("answers_lost");
    expectKind(await harness.gateway.charge(request), "unknown");
    await harness.calm();
    expect(await harness.gateway.findCharge(request.account, request.reference)).toMatchObject({
      kind: "found",
      outcome: { kind: "approved" },
    });
    expectKind(await harness.gateway.charge(request), "approved");
    expect(await harness.readBooks(request.reference)).toHaveLength(1);
  });

  it("answers unknown when the call is lost, and the look-up then says absent", async () => {
    const harness = await make();
    const request = chargeOf(harness);
    await harness.cause("calls_lost");
    expectKind(await harness.gateway.charge(request), "unknown");
    await harness.calm();
    expect(await harness.gateway.findCharge(request.account, request.reference)).toEqual({ kind: "absent" });
    expect(await harness.readBooks(request.reference)).toEqual([]);
  });

  it("never guesses while it is down: unknown for every call, a failed ping, and no half list", async () => {
    const harness = await make();
    const request = chargeOf(harness);
    expectKind(await harness.gateway.charge(request), "approved");
    await harness.cause("down");
    expectKind(await harness.gateway.charge(chargeOf(harness)), "unknown");
    expect(await harness.gateway.findCharge(request.account, request.reference)).toMatchObject({ kind: "unknown" });
    expect(await harness.gateway.findRefund(request.account, request.reference)).toMatchObject({ kind: "unknown" });
    expect(await harness.gateway.ping()).toBe(false);
    await expect(collect(harness.gateway.listCharges(request.account, new Date(0)))).rejects.toMatchObject({
      code: "upstream_unavailable",
    });
    await harness.calm();
    expect(await harness.gateway.ping()).toBe(true);
  });
}

export function describeBooks(make: MakeHarness): void {
  it("lists what it took since an instant, oldest first, equal to its books to the cent", async () => {
    const harness = await make();
    const wanted: { reference: string; amountCents: number; refundedCents: number }[] = [];
    for (const amountCents of harness.amounts) {
      const request = chargeOf(harness, { amountCents });
      const { gatewayRef } = expectKind(await harness.gateway.charge(request), "approved");
      const refundedCents = amountCents === 125_000 ? 25_000 : 0;
      if (refundedCents > 0) {
        const { account, reference: chargeReference, currency } = request;
        await harness.gateway.refund({
          account,
          chargeReference,
          gatewayRef,
          currency,
          reference: harness.newId(),
          idempotencyKey: harness.newId(),
          amountCents: refundedCents,
        });
      }
      wanted.push({ reference: request.reference, amountCents, refundedCents });
    }
    const ours = new Set(wanted.map((row) => row.reference));
    const listed = (await collect(harness.gateway.listCharges(harness.account, new Date(0)))).filter((row) =>
      ours.has(row.reference),
    );
    expect(
      listed.map(({ reference, amountCents, refundedCents }) => ({ reference, amountCents, refundedCents })),
    ).toEqual(wanted);
    for (const row of listed) {
      const [book] = await harness.readBooks(row.reference);
      expect({ amountCents: row.amountCents, refundedCents: row.refundedCents, currency: row.currency }).toEqual({
        amountCents: book?.amountCents,
        refundedCents: book?.refundedCents,
        currency: book?.currency,
      });
    }
    const times = listed.map((row) => row.createdAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const later = new Date(Math.max(...times) + 60_000);
    expect(await collect(harness.gateway.listCharges(harness.account, later))).toEqual([]);
    expect(await collect(harness.gateway.listCharges(harness.foreignAccount, new Date(0)))).not.toContainEqual(
      expect.objectContaining({ reference: wanted[0]?.reference }),
    );
  });

  it("frames fields of its own for card and bank numbers", async () => {
    const harness = await make();
    for (const kind of ["card", "echeck"] as const) {
      const fields = harness.gateway.hostedFields({
        kind,
        locale: "fr",
        accountId: harness.account.accountId,
        currency: harness.account.currency,
        amountCents: 125_000,
      });
      expect(fields.title).toBe("Secure payment fields");
      expect(fields.src).toContain(kind);
    }
  });
}
