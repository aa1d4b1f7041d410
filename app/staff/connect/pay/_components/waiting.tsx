import { Sheet } from "@/components/ui/sheet";

/** While the matter system is asked: said in words, because it may take seconds. */
export function Waiting({ text }: { text: string }) {
  return (
    <Sheet>
      <p role="status" className="py-6 text-ink-2">
        {text}
      </p>
    </Sheet>
  );
}
