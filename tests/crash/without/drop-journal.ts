// Stands in for the program's file that delivers: nothing is remembered, neither here nor in the staging table. Only a process of the harness ever sees it.
import * as real from "@/connect/drops/delivery";
import { noteReplaced } from "../child/replaced";
import { forgetting } from "./forgetting-journal";

noteReplaced("drop-journal");

export const { DeliveryUnknown } = real;

export const deliverOnce: typeof real.deliverOnce = (journal, steps, file, staging) =>
  real.deliverOnce(
    forgetting(journal, () => true),
    steps,
    file,
    {
      ...staging,
      find: () => Promise.resolve(null),
    },
  );
