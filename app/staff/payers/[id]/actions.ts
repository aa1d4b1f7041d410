"use server";

import { createAssociations } from "@/lib/associations/create-associations";
import { removeAssociation } from "@/lib/associations/remove-association";
import { AssociationSearch, CreateAssociationsInput, RemoveAssociationInput } from "@/lib/associations/schemas";
import { searchAssociations } from "@/lib/associations/search-associations";
import { staffAction } from "@/lib/http/staff-action";

export const searchAssociationsAction = staffAction({
  permission: "payers.manage",
  input: AssociationSearch,
  verb: searchAssociations,
});

export const createAssociationsAction = staffAction({
  permission: "payers.manage",
  input: CreateAssociationsInput,
  verb: createAssociations,
});

export const removeAssociationAction = staffAction({
  permission: "payers.manage",
  input: RemoveAssociationInput,
  verb: removeAssociation,
});
