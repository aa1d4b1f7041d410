CREATE TABLE "staff_sessions" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"session_version" integer NOT NULL,
	"ip" text NOT NULL,
	"user_agent" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "staff_sessions_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
CREATE TABLE "staff_tokens" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"user_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "staff_tokens_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "staff_tokens_kind" CHECK ("staff_tokens"."kind" in ('invite', 'reset'))
);
--> statement-breakpoint
ALTER TABLE "firms" ADD COLUMN "requires_second_factor" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "firms" ADD COLUMN "idle_days" integer DEFAULT 90 NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "disabled_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "active_since" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "totp_sealed" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "totp_last_step" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "recovery_hashes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "staff_sessions_user" ON "staff_sessions" USING btree ("firm_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "staff_sessions_oldest" ON "staff_sessions" USING btree ("firm_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_tokens_open" ON "staff_tokens" USING btree ("firm_id","user_id","kind") WHERE used_at is null and revoked_at is null;