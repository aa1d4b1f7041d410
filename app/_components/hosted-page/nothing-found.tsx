import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import type { InvoiceFormView } from "./invoice-form-facts";

type Props = { kind: "nothing" | "away"; view: InvoiceFormView; values: Readonly<Record<string, string>> };

/** One answer, whatever the reason; and the way on, with what was typed. */
export function NothingFound({ kind, view, values }: Props) {
  const { texts, fallbackHref, numbers, frame } = view;
  const typed = numbers.flatMap(({ name }) => (values[name] ? [[name, values[name]]] : []));
  const carried = typed.map(([name, value]) => `&${name}=${encodeURIComponent(value ?? "")}`).join("");
  return (
    <Banner
      tone="warn"
      role="alert"
      title={texts[kind].title}
      className="mb-4"
      action={
        fallbackHref && (
          <LinkButton href={`${fallbackHref}${carried}`} native newTab={frame === "embed"}>
            {texts.fallback}
          </LinkButton>
        )
      }
    >
      {texts[kind].text}
    </Banner>
  );
}
