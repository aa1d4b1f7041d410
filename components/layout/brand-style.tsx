const NAME = /^--brand-[a-z-]+$/;
const VALUE = /^[#\w\s.,%()/-]*$/;

type BrandStyleProps = {
  /** Variables `--brand-*` and their values, as derived from the firm's accent and background. */
  values: Readonly<Record<string, string>>;
  nonce?: string;
};

/** The firm's colours as one rule. Anything that is not a plain colour, length or gradient is left out. */
export function BrandStyle({ values, nonce }: BrandStyleProps) {
  const lines = Object.entries(values).filter(([name, value]) => NAME.test(name) && VALUE.test(value));
  if (lines.length === 0) return null;
  const rule = `:root{${lines.map(([name, value]) => `${name}:${value}`).join(";")}}`;
  return <style nonce={nonce}>{rule}</style>;
}
