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

/** A 16 px line mark in the colour of the text; as wide as the font size around it. Silent unless `label` is given. */
export function Icon({ name, filled = false, label, className }: IconProps) {
  const shape: string | { line: string; heavy: string } = ICON_SHAPES[name];
  const { line, heavy } = typeof shape === "string" ? { line: shape, heavy: "" } : shape;
  const voice = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return (
    <svg
      viewBox="0 0 16 16"
      focusable="false"
      className={joinClasses("icon", filled && "icon-filled", className)}
      {...voice}
    >
      {line && <path d={line} />}
      {heavy && <path d={heavy} className="icon-heavy" />}
    </svg>
  );
}
