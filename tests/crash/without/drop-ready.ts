// Stands in for the program's file that delivers: the journal first hears of a file when it lies there. Only a process of the harness ever sees it.
import * as real from "@/connect/drops/delivery";
import { noteReplaced } from "../child/replaced";
import { forgetting } from "./forgetting-journal";

noteReplaced("drop-ready");

export const { DeliveryUnknown } = real;

export const deliverOnce: typeof real.deliverOnce = (journal, steps, file, staging) =>
  real.deliverOnce(
    forgetting(journal, (state) => state === "ready"),
    steps,
    file,
    staging,
  );
