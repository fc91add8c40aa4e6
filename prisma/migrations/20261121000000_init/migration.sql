-- CreateEnum
CREATE TYPE "role" AS ENUM ('superadmin', 'admin', 'manager', 'doctor', 'editor', 'planner', 'nurse', 'clerk');

-- CreateEnum
CREATE TYPE "user_status" AS ENUM ('active', 'disabled');

-- CreateEnum
CREATE TYPE "crate_status" AS ENUM ('stored', 'requested', 'withdrawn', 'in_transfer', 'destroyed');

-- CreateEnum
CREATE TYPE "request_kind" AS ENUM ('withdrawal', 'destruction', 'transfer');

-- CreateEnum
CREATE TYPE "request_status" AS ENUM ('pending', 'sent_back', 'approved', 'rejected', 'cancelled', 'completed');

-- CreateTable
CREATE TABLE "units" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "units_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "status" "user_status" NOT NULL DEFAULT 'active',
    "unit_id" UUID,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'browser',
    "device" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_activity" (
    "session_id" UUID NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "address" TEXT NOT NULL,

    CONSTRAINT "session_activity_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "refresh_families" (
    "session_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "rotated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refresh_families_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "crates" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "number_year" INTEGER NOT NULL,
    "number_seq" INTEGER NOT NULL,
    "unit_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "status" "crate_status" NOT NULL DEFAULT 'stored',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "crates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "archive_requests" (
    "id" UUID NOT NULL,
    "kind" "request_kind" NOT NULL,
    "number" TEXT NOT NULL,
    "number_year" INTEGER NOT NULL,
    "number_seq" INTEGER NOT NULL,
    "unit_id" UUID NOT NULL,
    "to_unit_id" UUID,
    "status" "request_status" NOT NULL DEFAULT 'pending',
    "reason" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "released_by_id" UUID,
    "released_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "archive_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "archive_request_crates" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "crate_id" UUID NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "archive_request_crates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "send_backs" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "sent_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "send_backs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "number_series" (
    "prefix" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "number_series_pkey" PRIMARY KEY ("prefix","year")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "action" TEXT NOT NULL,
    "actor_id" TEXT,
    "session_id" TEXT,
    "address" TEXT,
    "change_id" TEXT,
    "model" TEXT,
    "row_id" TEXT,
    "fields" TEXT[],
    "before" JSONB,
    "after" JSONB,
    "detail" JSONB,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "user_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "resource_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateTable
CREATE TABLE "key_fingerprints" (
    "name" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "key_fingerprints_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "live_outbox" (
    "id" BIGSERIAL NOT NULL,
    "model" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "change_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "live_outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "live_log" (
    "position" BIGINT NOT NULL,
    "topic" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'data',
    "entity" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "change_id" TEXT,
    "revocation" JSONB,
    "expander" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "logged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "live_log_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "live_head" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "instance" UUID NOT NULL DEFAULT gen_random_uuid(),
    "position" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "live_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "live_topics" (
    "topic" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,

    CONSTRAINT "live_topics_pkey" PRIMARY KEY ("topic")
);

-- CreateTable
CREATE TABLE "live_dead_letters" (
    "id" BIGSERIAL NOT NULL,
    "model" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "change_id" TEXT,
    "error" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "live_dead_letters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "live_processes" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "live_processes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "units_code_key" ON "units"("code");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "users_unit_id_idx" ON "users"("unit_id");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "crates_number_key" ON "crates"("number");

-- CreateIndex
CREATE INDEX "crates_unit_id_number_year_number_seq_idx" ON "crates"("unit_id", "number_year" DESC, "number_seq" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "crates_number_year_number_seq_key" ON "crates"("number_year", "number_seq");

-- CreateIndex
CREATE UNIQUE INDEX "archive_requests_number_key" ON "archive_requests"("number");

-- CreateIndex
CREATE INDEX "archive_requests_unit_id_created_at_idx" ON "archive_requests"("unit_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "archive_requests_to_unit_id_idx" ON "archive_requests"("to_unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "archive_requests_kind_number_year_number_seq_key" ON "archive_requests"("kind", "number_year", "number_seq");

-- CreateIndex
CREATE UNIQUE INDEX "archive_requests_id_unit_id_key" ON "archive_requests"("id", "unit_id");

-- CreateIndex
CREATE INDEX "archive_request_crates_crate_id_idx" ON "archive_request_crates"("crate_id");

-- CreateIndex
CREATE UNIQUE INDEX "archive_request_crates_request_id_crate_id_key" ON "archive_request_crates"("request_id", "crate_id");

-- CreateIndex
CREATE INDEX "send_backs_request_id_idx" ON "send_backs"("request_id");

-- CreateIndex
CREATE INDEX "audit_entries_at_idx" ON "audit_entries"("at");

-- CreateIndex
CREATE INDEX "audit_entries_actor_id_at_idx" ON "audit_entries"("actor_id", "at");

-- CreateIndex
CREATE INDEX "audit_entries_model_row_id_idx" ON "audit_entries"("model", "row_id");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE INDEX "live_log_logged_at_idx" ON "live_log"("logged_at");

-- CreateIndex
CREATE UNIQUE INDEX "live_log_topic_seq_key" ON "live_log"("topic", "seq");

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_activity" ADD CONSTRAINT "session_activity_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_families" ADD CONSTRAINT "refresh_families_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "crates" ADD CONSTRAINT "crates_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "archive_requests" ADD CONSTRAINT "archive_requests_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "archive_requests" ADD CONSTRAINT "archive_requests_to_unit_id_fkey" FOREIGN KEY ("to_unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "archive_requests" ADD CONSTRAINT "archive_requests_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "archive_requests" ADD CONSTRAINT "archive_requests_released_by_id_fkey" FOREIGN KEY ("released_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "archive_requests" ADD CONSTRAINT "archive_requests_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "archive_request_crates" ADD CONSTRAINT "archive_request_crates_request_id_unit_id_fkey" FOREIGN KEY ("request_id", "unit_id") REFERENCES "archive_requests"("id", "unit_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "archive_request_crates" ADD CONSTRAINT "archive_request_crates_crate_id_fkey" FOREIGN KEY ("crate_id") REFERENCES "crates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "send_backs" ADD CONSTRAINT "send_backs_request_id_unit_id_fkey" FOREIGN KEY ("request_id", "unit_id") REFERENCES "archive_requests"("id", "unit_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "send_backs" ADD CONSTRAINT "send_backs_sent_by_id_fkey" FOREIGN KEY ("sent_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rules that Prisma cannot say

ALTER TABLE "users" ADD CONSTRAINT "users_email_lower_case" CHECK ("email" = lower("email"));
ALTER TABLE "crates" ADD CONSTRAINT "crates_number_positive" CHECK ("number_seq" > 0 AND "version" > 0);
ALTER TABLE "archive_requests" ADD CONSTRAINT "archive_requests_number_positive" CHECK ("number_seq" > 0 AND "version" > 0);
ALTER TABLE "archive_requests" ADD CONSTRAINT "archive_requests_transfer_has_target"
    CHECK (("kind" = 'transfer') = ("to_unit_id" IS NOT NULL) AND "to_unit_id" IS DISTINCT FROM "unit_id");
ALTER TABLE "number_series" ADD CONSTRAINT "number_series_last_positive" CHECK ("last" >= 0);
ALTER TABLE "live_log" ADD CONSTRAINT "live_log_known_words"
    CHECK ("kind" IN ('data', 'reset') AND "action" IN ('created', 'updated', 'deleted'));

-- The log has one head, from the first day
ALTER TABLE "live_head" ADD CONSTRAINT "live_head_one_row" CHECK ("id" = 1);
INSERT INTO "live_head" ("id") VALUES (1);

-- Filled and emptied all day: vacuum by rows, not by share
ALTER TABLE "live_outbox" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000);
ALTER TABLE "live_topics" SET (fillfactor = 70);
ALTER TABLE "live_head" SET (fillfactor = 10);

-- The audit is append-only, for everybody who does not take the triggers away
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is append-only: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege', HINT = 'Write another entry that corrects this one.';
END
$$;
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entries"
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
ALTER TABLE "audit_entries" ENABLE ALWAYS TRIGGER "audit_append_only";

-- A row trigger does not see TRUNCATE
CREATE FUNCTION live_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'TRUNCATE of live table % is refused: nobody would hear of it', TG_TABLE_NAME
        USING ERRCODE = 'feature_not_supported', HINT = 'Use DELETE: it is announced row by row.';
END
$$;

-- Records each row's change in the outbox and in the audit, within the writer's own transaction.
-- Arguments: the Prisma model, then one field:column for each column that is kept. An UPDATE that changes nothing is no
-- change. The stamp is read through nullif: after one stamped transaction a setting is '', not NULL.
CREATE FUNCTION live_capture() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    model text := TG_ARGV[0];
    captured text[] := TG_ARGV[1:];
    actor text := nullif(current_setting('wardline.actor', true), '');
    change text := nullif(current_setting('wardline.change', true), '');
    old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    old_kept jsonb;
    new_kept jsonb;
    changed text[] := '{}';
BEGIN
    IF old_row = new_row THEN
        RETURN NULL;
    END IF;

    SELECT jsonb_object_agg(split_part(c, ':', 1), old_row -> split_part(c, ':', 2)) FILTER (WHERE old_row IS NOT NULL),
           jsonb_object_agg(split_part(c, ':', 1), new_row -> split_part(c, ':', 2)) FILTER (WHERE new_row IS NOT NULL)
      INTO old_kept, new_kept
      FROM unnest(captured) AS c;

    INSERT INTO live_outbox (model, before, after, change_id) VALUES (model, old_kept, new_kept, change);

    IF TG_OP = 'UPDATE' THEN
        -- unit_id becomes unitId: Prisma's field names, as in the captured rows
        SELECT coalesce(array_agg(lower(left(camel, 1)) || substr(camel, 2) ORDER BY camel), '{}')
          INTO changed
          FROM jsonb_each(new_row) AS n(col, val), replace(initcap(replace(n.col, '_', ' ')), ' ', '') AS camel
         WHERE n.val IS DISTINCT FROM old_row -> n.col;
    END IF;

    INSERT INTO audit_entries (action, actor_id, session_id, address, change_id, model, row_id, fields, before, after, detail)
    VALUES (
        lower(TG_OP),
        actor,
        nullif(current_setting('wardline.session', true), ''),
        nullif(current_setting('wardline.address', true), ''),
        change,
        model,
        coalesce(new_row, old_row) ->> 'id',
        changed,
        old_kept,
        new_kept,
        CASE WHEN actor IS NULL THEN jsonb_build_object('databaseUser', session_user) END
    );
    RETURN NULL;
END
$$;

-- Live capture, generated from the domains' live models

-- Unit
DROP TRIGGER IF EXISTS "live_capture" ON "units";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "units"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Unit', 'id:id');
ALTER TABLE "units" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "units";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "units"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "units" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- User
DROP TRIGGER IF EXISTS "live_capture" ON "users";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "users"
    FOR EACH ROW EXECUTE FUNCTION live_capture('User', 'id:id', 'role:role', 'status:status', 'unitId:unit_id');
ALTER TABLE "users" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "users";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "users"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "users" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- Session
DROP TRIGGER IF EXISTS "live_capture" ON "sessions";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "sessions"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Session', 'id:id', 'userId:user_id', 'kind:kind', 'revokedAt:revoked_at');
ALTER TABLE "sessions" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "sessions";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "sessions"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "sessions" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- Crate
DROP TRIGGER IF EXISTS "live_capture" ON "crates";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "crates"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Crate', 'id:id', 'unitId:unit_id', 'number:number', 'status:status', 'version:version');
ALTER TABLE "crates" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "crates";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "crates"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "crates" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ArchiveRequest
DROP TRIGGER IF EXISTS "live_capture" ON "archive_requests";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "archive_requests"
    FOR EACH ROW EXECUTE FUNCTION live_capture('ArchiveRequest', 'id:id', 'kind:kind', 'unitId:unit_id', 'toUnitId:to_unit_id', 'number:number', 'status:status', 'version:version');
ALTER TABLE "archive_requests" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "archive_requests";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "archive_requests"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "archive_requests" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ArchiveRequestCrate
DROP TRIGGER IF EXISTS "live_capture" ON "archive_request_crates";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "archive_request_crates"
    FOR EACH ROW EXECUTE FUNCTION live_capture('ArchiveRequestCrate', 'id:id', 'requestId:request_id', 'unitId:unit_id', 'crateId:crate_id');
ALTER TABLE "archive_request_crates" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "archive_request_crates";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "archive_request_crates"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "archive_request_crates" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- SendBack
DROP TRIGGER IF EXISTS "live_capture" ON "send_backs";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "send_backs"
    FOR EACH ROW EXECUTE FUNCTION live_capture('SendBack', 'id:id', 'requestId:request_id', 'unitId:unit_id');
ALTER TABLE "send_backs" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "send_backs";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "send_backs"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "send_backs" ENABLE ALWAYS TRIGGER "live_no_truncate";
