// Stands in for the program's file that makes the Stripe gateway: it is the real one, but heard. Only a process of the harness ever
// sees it.
import { createStripeGateway as createReal } from "@/lib/gateways/adapters/stripe/gateway";
import { noteReplaced } from "../child/replaced";
import { hearCalls } from "./hear-calls";

noteReplaced("stripe-calls");

export const createStripeGateway: typeof createReal = (parts) => hearCalls(createReal(parts));
