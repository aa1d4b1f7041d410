/** One a line, to be copied, printed or written down. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <ul className="grid gap-1 code-text">
      {codes.map((code) => (
        <li key={code}>{code}</li>
      ))}
    </ul>
  );
}
