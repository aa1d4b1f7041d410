// Stands in for the program's file that delivers: the file grows under its final name. Only a process of the harness ever sees it.
import * as real from "@/connect/drops/delivery";
import { noteReplaced } from "../child/replaced";
import { writeNewFile } from "./drop-slow";

noteReplaced("drop-temp");

export const { DeliveryUnknown } = real;

export const deliverOnce: typeof real.deliverOnce = (journal, steps, file, staging) =>
  real.deliverOnce(
    journal,
    {
      ...steps,
      prepare: () => Promise.resolve({}),
      isThere: (entry) => steps.isSameThere(entry),
      async put(entry, bytes) {
        await writeNewFile(steps.placeOf(entry), bytes);
        return { kind: "put" };
      },
    },
    file,
    staging,
  );
