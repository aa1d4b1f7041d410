import { OutcomePage } from "@/components/layout/outcome-page";

/** In place of a page that is opened by a token, while too many requests come from one address. */
export function TooManyPage({ title, text }: { title: string; text: string }) {
  return (
    <div className="public">
      <div className="public-page">
        <OutcomePage tone="warn" title={title}>
          {text}
        </OutcomePage>
      </div>
    </div>
  );
}
