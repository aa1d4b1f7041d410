export type MerchantAccountView = {
  id: string;
  name: string;
  kind: "operating" | "trust";
  currency: string;
  bankLast4: string;
  acceptsCard: boolean;
  acceptsEcheck: boolean;
  isDefault: boolean;
};
