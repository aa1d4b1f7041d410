import { RecoveryCodes } from "@/components/access/recovery-codes";
import { SecondFactorSeed } from "@/components/access/second-factor-seed";
import { LinkButton } from "@/components/ui/link-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

export type SecondTexts = {
  second: Record<
    "title" | "lead" | "code" | "codeHint" | "submit" | "submitting" | "setupTitle" | "setupLead" | "firstCode",
    string
  > &
    Record<"firstCodeHint" | "turnOn" | "qr" | "secret" | "codesTitle" | "codesLead" | "goOn" | "again", string>;
};

type Held = { email: string; ticket: string; texts: SecondTexts };

/** The password was right; now the code. */
export function CodeStep({ email, ticket, texts: { second } }: Held) {
  return (
    <>
      <Kept email={email} ticket={ticket} />
      <h2 className="font-medium">{second.title}</h2>
      <p className="text-ink-2 text-sm">{second.lead}</p>
      <CodeField label={second.code} hint={second.codeHint} />
      <SubmitButton variant="primary" full pendingLabel={second.submitting}>
        {second.submit}
      </SubmitButton>
      {/* The whole page anew: the password is asked for again. */}
      <a href="/sign-in">{second.again}</a>
    </>
  );
}

type Setup = { secret: string; qr: { path: string; box: string }; pending: string };

/** The firm requires a second factor, and this user has none yet. */
export function EnrollStep({ email, ticket, setup, texts: { second } }: Held & { setup: Setup }) {
  return (
    <>
      <Kept email={email} ticket={ticket} />
      <input type="hidden" name="pending" value={setup.pending} />
      <h2 className="font-medium">{second.setupTitle}</h2>
      <p className="text-ink-2 text-sm">{second.setupLead}</p>
      <SecondFactorSeed setup={setup} texts={second} />
      <CodeField label={second.firstCode} hint={second.firstCodeHint} />
      <SubmitButton variant="primary" full pendingLabel={second.submitting}>
        {second.turnOn}
      </SubmitButton>
    </>
  );
}

/** Signed in already; the codes are shown this once. */
export function RecoveryStep({
  codes,
  next,
  texts: { second },
}: {
  codes: string[];
  next: string;
  texts: SecondTexts;
}) {
  return (
    <div className="sheet sign-in-form" role="status">
      <h2 className="font-medium">{second.codesTitle}</h2>
      <p className="text-ink-2 text-sm">{second.codesLead}</p>
      <RecoveryCodes codes={codes} />
      <LinkButton href={next} native variant="primary" full>
        {second.goOn}
      </LinkButton>
    </div>
  );
}

function Kept({ email, ticket }: { email: string; ticket: string }) {
  return (
    <>
      <input type="hidden" name="address" value={email} />
      <input type="hidden" name="ticket" value={ticket} />
    </>
  );
}

function CodeField({ label, hint }: { label: string; hint: string }) {
  return (
    <TextField
      id="code"
      name="code"
      label={label}
      hint={hint}
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      autoFocus
    />
  );
}
