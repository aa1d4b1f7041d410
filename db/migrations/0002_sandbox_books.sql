ALTER TABLE "sandbox"."velocity" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "sandbox"."velocity" CASCADE;--> statement-breakpoint
DROP INDEX "sandbox"."charges_by_reference";--> statement-breakpoint
DROP INDEX "sandbox"."charges_by_time";--> statement-breakpoint
DROP INDEX "sandbox"."charges_due";--> statement-breakpoint
DROP INDEX "sandbox"."refunds_by_reference";--> statement-breakpoint
ALTER TABLE "sandbox"."idempotency_keys" DROP CONSTRAINT "idempotency_keys_account_id_operation_key_pk";--> statement-breakpoint
ALTER TABLE "sandbox"."idempotency_keys" ADD COLUMN "firm_id" text NOT NULL;--> statement-breakpoint
ALTER TABLE "sandbox"."idempotency_keys" ADD CONSTRAINT "idempotency_keys_firm_id_account_id_operation_key_pk" PRIMARY KEY("firm_id","account_id","operation","key");--> statement-breakpoint
ALTER TABLE "sandbox"."refunds" ADD COLUMN "firm_id" text NOT NULL;--> statement-breakpoint
CREATE INDEX "charges_by_reference" ON "sandbox"."charges" USING btree ("firm_id","account_id","reference");--> statement-breakpoint
CREATE INDEX "charges_by_time" ON "sandbox"."charges" USING btree ("firm_id","account_id","created_at","seq");--> statement-breakpoint
CREATE INDEX "charges_due" ON "sandbox"."charges" USING btree ("firm_id","account_id","next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "refunds_by_reference" ON "sandbox"."refunds" USING btree ("firm_id","account_id","reference");
