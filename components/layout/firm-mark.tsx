// biome-ignore-all lint/performance/noImgElement: logos are sized on upload, and nothing optimizes images here
import { Monogram } from "@/components/layout/monogram";

export type FirmIdentity = {
  name: string;
  /** Address of the firm's logo, if it has one. */
  logoUrl?: string | null;
  /** The logo already says the name; then the name is only its text alternative. */
  logoHasName?: boolean;
};

/** Logo or monogram, and the firm's name. */
export function FirmMark({ firm, shortName }: { firm: FirmIdentity; shortName?: string }) {
  if (firm.logoUrl && firm.logoHasName) return <img src={firm.logoUrl} alt={firm.name} className="firm-logo" />;
  return (
    <>
      {firm.logoUrl ? <img src={firm.logoUrl} alt="" className="firm-logo" /> : <Monogram name={firm.name} />}
      <span>{shortName ?? firm.name}</span>
    </>
  );
}
