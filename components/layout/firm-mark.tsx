// biome-ignore-all lint/performance/noImgElement: logos are small and sized here, and nothing optimizes images
import { Monogram } from "@/components/layout/monogram";

/** A logo in the size in which it is shown. */
export type ShownLogo = { url: string; width: number; height: number; hasName: boolean };

export type FirmIdentity = {
  name: string;
  /** The firm's logo, if it has one. With `hasName` it says the name, which then is only its text alternative. */
  logo?: ShownLogo | null;
};

/** Logo or monogram, and the firm's name. */
export function FirmMark({ firm, shortName }: { firm: FirmIdentity; shortName?: string }) {
  const { name, logo } = firm;
  if (!logo)
    return (
      <>
        <Monogram name={name} />
        <span>{shortName ?? name}</span>
      </>
    );
  const { url, width, height, hasName } = logo;
  const image = <img src={url} width={width} height={height} alt={hasName ? name : ""} className="firm-logo" />;
  return hasName ? (
    image
  ) : (
    <>
      {image}
      <span>{shortName ?? name}</span>
    </>
  );
}
