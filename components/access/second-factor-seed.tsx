import { QrCode } from "@/components/ui/qr-code";

type Props = {
  setup: { secret: string; qr: { path: string; box: string } };
  texts: { qr: string; secret: string };
};

/** For the app's camera, and for typing where there is none. */
export function SecondFactorSeed({ setup, texts }: Props) {
  return (
    <div className="flex flex-wrap items-start gap-4">
      <QrCode shape={setup.qr} label={texts.qr} />
      <p className="min-w-0 text-ink-2 text-sm">
        {texts.secret}
        <br />
        <code className="code-text break-words text-ink">{setup.secret}</code>
      </p>
    </div>
  );
}
