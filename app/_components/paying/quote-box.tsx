import { Button } from "@/components/ui/button";
import type { Quote } from "./use-payment";

/** The typed card and what it costs beyond the amount, before anything is charged; with the way to pay without it (S5, S7). */
export function QuoteBox({ quote, onChange }: { quote: Quote; onChange: () => void }) {
  return (
    <div className="quote-box" role="status">
      <p>{quote.method}</p>
      <p>
        {quote.line} <b>{quote.total}</b>
      </p>
      <p>{quote.without}</p>
      <Button variant="quiet" size="sm" onClick={onChange}>
        {quote.change}
      </Button>
    </div>
  );
}
