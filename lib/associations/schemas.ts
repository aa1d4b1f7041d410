import { z } from "zod";
import { SEARCH_FIELDS } from "@/lib/matter-systems/model";

const search = {
  payerId: z.string().min(1).max(40),
  by: z.enum(SEARCH_FIELDS),
  query: z.string().trim().min(1, "search_missing").max(200, "text_too_long"),
};

/** "Search By" of the payer's Connect tab. */
export const AssociationSearch = z.object(search);
export type AssociationSearch = z.infer<typeof AssociationSearch>;

/** "Create Association": the search that is shown, and what was ticked in it. */
export const CreateAssociationsInput = z.object({
  ...search,
  picks: z.array(z.string().min(1).max(5_000)).min(1, "association_missing").max(200),
});
export type CreateAssociationsInput = z.infer<typeof CreateAssociationsInput>;

export const RemoveAssociationInput = z.object({ associationId: z.string().min(1).max(40) });
export type RemoveAssociationInput = z.infer<typeof RemoveAssociationInput>;

/** Of the address; never refuses, because it asks for nothing that can be mended. */
export const OwedQuery = z.object({ payer: z.string().max(40).catch("") });
export type OwedQuery = z.infer<typeof OwedQuery>;
