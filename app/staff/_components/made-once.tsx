"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

type Props<Made> = {
  /** Of the button. */
  open: string;
  title: string;
  lead: string;
  form: (steps: { onMade: (made: Made) => void; onClose: () => void }) => ReactNode;
  /** A dialog of its own with what was made, such as a secret. */
  shown: (made: Made, onClose: () => void) => ReactNode;
};

/** A button that opens a form; what it made is shown once and never again, and the page is drawn anew when that was read. */
export function MadeOnce<Made extends object>({ open, title, lead, form, shown }: Props<Made>) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const close = () => {
    setOpen(false);
    if (made) router.refresh();
    setMade(null);
  };
  return (
    <>
      <Button size="sm" icon="plus" onClick={() => setOpen(true)}>
        {open}
      </Button>
      {isOpen && !made && (
        <Dialog open onClose={close} title={title} lead={lead} actions={null}>
          {form({ onMade: setMade, onClose: close })}
        </Dialog>
      )}
      {isOpen && made && shown(made, close)}
    </>
  );
}
