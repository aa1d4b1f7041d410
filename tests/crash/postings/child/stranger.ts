/** What somebody else's file holds. */
export const STRANGER_TEXT = "of somebody else";
