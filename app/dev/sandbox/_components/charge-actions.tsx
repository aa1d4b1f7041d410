import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select-field";
import type { SandboxAction, SandboxCharge } from "@/lib/gateways/sandbox-desk";

const WORDS: Record<SandboxAction, string> = {
  settle: "Settle now",
  return: "Return",
  dispute: "Open dispute",
  win: "Win dispute",
  lose: "Lose dispute",
  void: "Void",
};

const RETURN_CODES = [
  { value: "R01", label: "R01 insufficient funds" },
  { value: "R02", label: "R02 account closed" },
  { value: "R03", label: "R03 no account" },
  { value: "R05", label: "R05 unauthorized" },
  { value: "R07", label: "R07 authorization revoked" },
  { value: "R08", label: "R08 payment stopped" },
  { value: "R10", label: "R10 not authorized" },
  { value: "R29", label: "R29 corporate not authorized" },
];

/** What the bank would do some day, at once. */
export function ChargeActions({ charge }: { charge: SandboxCharge }) {
  if (charge.actions.length === 0) return null;
  return (
    <form method="post" action={`/dev/sandbox/charges/${charge.id}`} className="flex items-center gap-2">
      {charge.actions.map((action) => (
        <Button key={action} type="submit" size="sm" name="act" value={action}>
          {WORDS[action]}
        </Button>
      ))}
      {charge.actions.includes("return") && (
        <span className="w-48 shrink-0">
          <Select size="cell" name="code" aria-label={`Return code for ${charge.reference}`} options={RETURN_CODES} />
        </span>
      )}
    </form>
  );
}
