import type { IconName } from "@/components/ui/icon";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Status, type StatusTone } from "@/components/ui/status";
import type { SandboxCharge, SandboxStatus } from "@/lib/gateways/sandbox-desk";
import { formatMoney } from "@/lib/money/format-money";
import { ChargeActions } from "./charge-actions";

const LOOKS: Record<SandboxStatus, { tone: StatusTone; icon: IconName; word: string }> = {
  approved: { tone: "ok", icon: "check", word: "Approved" },
  pending: { tone: "info", icon: "clock", word: "Pending" },
  settled: { tone: "ok", icon: "check-ring", word: "Settled" },
  declined: { tone: "danger", icon: "cross-ring", word: "Declined" },
  requires_action: { tone: "warn", icon: "person", word: "Asks for authentication" },
  voided: { tone: "off", icon: "close", word: "Voided" },
  refunded: { tone: "off", icon: "return", word: "Refunded" },
  partially_refunded: { tone: "off", icon: "return", word: "Partially refunded" },
  returned: { tone: "danger", icon: "return", word: "Returned" },
  disputed: { tone: "dispute", icon: "flag", word: "Disputed" },
};

/** The processor's rows, newest first. Times are UTC. */
export function ChargeTable({ charges }: { charges: readonly SandboxCharge[] }) {
  return (
    <Ledger caption="Charges of the sandbox gateway" indent hover>
      <thead>
        <tr>
          <Th>Taken (UTC)</Th>
          <Th>Account</Th>
          <Th>Our reference</Th>
          <Th>Method</Th>
          <Th>Status</Th>
          <Th>By itself</Th>
          <Th kind="money">Amount</Th>
          <Th kind="money">Refunded</Th>
          <Th>Do now</Th>
        </tr>
      </thead>
      <tbody>
        {charges.map((charge) => (
          <ChargeRow key={charge.id} charge={charge} />
        ))}
      </tbody>
    </Ledger>
  );
}

function ChargeRow({ charge }: { charge: SandboxCharge }) {
  const look = LOOKS[charge.status];
  return (
    <tr>
      <Td kind="soft">{timeText(charge.at)}</Td>
      <Td>{charge.account}</Td>
      <Td kind="soft">{charge.reference}</Td>
      <Td>{charge.method ? `${charge.method.brand} ${charge.method.last4}` : "not readable"}</Td>
      <Td>
        <Status tone={look.tone} icon={look.icon}>
          {charge.code ? `${look.word}: ${charge.code.replaceAll("_", " ")}` : look.word}
        </Status>
      </Td>
      <Td kind="soft">{charge.nextAt && `${charge.nextStatus} ${timeText(charge.nextAt.toISOString())}`}</Td>
      <Td kind="money">{formatMoney(charge.amountCents, charge.currency, "en")}</Td>
      <Td kind="money">{charge.refundedCents > 0 && formatMoney(charge.refundedCents, charge.currency, "en")}</Td>
      <Td>
        <ChargeActions charge={charge} />
      </Td>
    </tr>
  );
}

function timeText(iso: string): string {
  return iso.slice(0, 19).replace("T", " ");
}
