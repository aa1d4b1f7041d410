import { Icon } from "@/components/ui/icon";

type Props = { id?: string; isBad?: boolean; icon?: "alert" | "copy"; children: string };

/** The reason beneath what is marked: red for what must be mended, amber for what may be meant. */
export function CellNote({ id, isBad, icon = "alert", children }: Props) {
  return (
    <span id={id} className={isBad ? "cell-note text-danger" : "cell-note"}>
      <Icon name={icon} />
      <span>{children}</span>
    </span>
  );
}
