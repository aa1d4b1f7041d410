import { Button } from "@/components/ui/button";
import { Facts } from "@/components/ui/facts";
import { TextField } from "@/components/ui/text-field";

const SHARES = [
  { name: "lost", value: "it charges, and its answer never comes" },
  { name: "unsent", value: "the call never reaches it, and no answer comes" },
  { name: "late", value: "no answer in time; it charges after the caller has given up" },
  { name: "slow", value: "its answer takes slowms milliseconds (3000)" },
  { name: "error", value: "it answers 500, half the time after charging" },
  { name: "pruned", value: "it forgets the idempotency key before the call" },
  { name: "down", value: "it answers 503 to everything" },
  { name: "visa.lost", value: "lost, but of one test method only; so with every share above and every method" },
  { name: "hookdrop", value: "an event is never sent" },
  { name: "hooktwice", value: "an event is sent twice, half the time under another id" },
  { name: "hooklate", value: "an event is sent after the next one" },
];

const FIGURES = [
  { name: "seed", value: "the same seed strikes the same calls (1)" },
  { name: "timeout", value: "milliseconds the product waits (8000)" },
  { name: "settle", value: "seconds until a bank payment settles or returns (120)" },
  { name: "cardsettle", value: "seconds until a card payment settles (86400)" },
  { name: "dispute", value: "seconds until card 0259 is disputed (300)" },
];

type Props = {
  plan: string;
  /** What is wrong with `plan`. */
  problem: string | null;
  isFromEnvironment: boolean;
};

export function FaultForm({ plan, problem, isFromEnvironment }: Props) {
  return (
    <div className="grid gap-6 lg:grid-cols-[1fr_1.4fr]">
      <form method="post" action="/dev/sandbox/faults" className="grid content-start gap-4">
        <TextField
          id="plan"
          name="plan"
          label="Fault plan"
          defaultValue={plan}
          error={problem}
          autoComplete="off"
          spellCheck={false}
          hint={
            isFromEnvironment
              ? "From SANDBOX_FAULTS. Empty is a gateway without faults, such as now."
              : "Set here; goes before SANDBOX_FAULTS. Empty is a gateway without faults."
          }
        />
        <div className="actions">
          <Button type="submit" variant="primary" name="act" value="set">
            Set faults
          </Button>
          <Button type="submit" name="act" value="reset">
            Use SANDBOX_FAULTS
          </Button>
        </div>
        <p className="text-sm text-ink-2">Example: lost=0.2,slow=0.05,seed=7</p>
      </form>
      <div className="grid content-start gap-6 sm:grid-cols-2">
        <div>
          <h3 className="mb-2 text-sm font-semibold">Shares of calls and events, 0 to 1</h3>
          <Facts facts={SHARES} />
        </div>
        <div>
          <h3 className="mb-2 text-sm font-semibold">Figures</h3>
          <Facts facts={FIGURES} />
        </div>
      </div>
    </div>
  );
}
