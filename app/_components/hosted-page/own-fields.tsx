type Props = {
  firm: string;
  slug: string;
  /** Of this loading of the form: however often it is sent, it is paid once. */
  requestId: string;
  locale: string;
  frame: "page" | "embed";
  /** Of a form with two posts. */
  step?: "find" | "pick";
};

/** What every form of a payment page sends beside its visitor's values; see lib/http/page-form.ts. */
export function OwnFields({ requestId, step, ...own }: Props) {
  const named = { ...own, request: requestId, ...(step && { step }) };
  return Object.entries(named).map(([name, value]) => (
    <input key={name} type="hidden" name={`page.${name}`} value={value} />
  ));
}
