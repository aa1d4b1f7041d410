import { joinClasses } from "@/components/ui/class-names";
import { ICON_SHAPES, type IconName } from "@/components/ui/icon-shapes";

export type { IconName } from "@/components/ui/icon-shapes";

type IconProps = {
  name: IconName;
  /** Filled with its own colour, as the trust shield is. */
  filled?: boolean;
  /** Only for an icon that stands without a word: then it is an image with this name. */
  label?: string;
  className?: string;
};

// A client page shows eight of these: written once, they cost it a fiftieth less than as elements (npm run bench -- pay-page).
const MARKUP = new Map(Object.entries(ICON_SHAPES).map(([name, shape]) => [name, writePaths(shape)]));

/** A 16 px line mark in the colour of the text; as wide as the font size around it. Silent unless `label` is given. */
export function Icon({ name, filled = false, label, className }: IconProps) {
  const voice = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return (
    <svg
      viewBox="0 0 16 16"
      className={joinClasses("icon", filled && "icon-filled", className)}
      {...voice}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own shapes, in which no text from anywhere stands
      dangerouslySetInnerHTML={{ __html: MARKUP.get(name) ?? "" }}
    />
  );
}

function writePaths(shape: string | { line: string; heavy: string }): string {
  const { line, heavy } = typeof shape === "string" ? { line: shape, heavy: "" } : shape;
  return `${line && `<path d="${line}"/>`}${heavy && `<path class="icon-heavy" d="${heavy}"/>`}`;
}
