-- DropIndex
DROP INDEX "archive_requests_unit_id_created_at_idx";

-- DropIndex
DROP INDEX "archive_requests_to_unit_id_idx";

-- AlterTable
ALTER TABLE "crates" ADD COLUMN     "contents" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "retain_until" DATE,
ADD COLUMN     "retention_rule_id" UUID;

-- AlterTable
ALTER TABLE "archive_requests" ADD COLUMN     "due_on" DATE;

-- AlterTable
ALTER TABLE "archive_request_crates" ADD COLUMN     "returned_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "live_outbox" ADD COLUMN     "actor_id" TEXT;

-- AlterTable
ALTER TABLE "live_log" ADD COLUMN     "actor_id" TEXT;

-- AlterTable
ALTER TABLE "live_dead_letters" ADD COLUMN     "actor_id" TEXT;

-- CreateTable
CREATE TABLE "retention_rules" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "years" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "retention_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "archive_comments" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "archive_comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "archive_attachments" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "uploaded_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "archive_attachments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "archive_attachment_bytes" (
    "attachment_id" UUID NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "archive_attachment_bytes_pkey" PRIMARY KEY ("attachment_id")
);

-- CreateTable
CREATE TABLE "saved_filters" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_filters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "desk_visits" (
    "user_id" UUID NOT NULL,
    "position" BIGINT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "desk_visits_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "activity_entries" (
    "position" BIGINT NOT NULL,
    "unit_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "actor_id" TEXT,
    "subject_id" UUID,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "activity_entries_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "projections" (
    "name" TEXT NOT NULL,
    "position" BIGINT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "projections_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "retention_rules_name_key" ON "retention_rules"("name");

-- CreateIndex
CREATE INDEX "archive_comments_request_id_created_at_idx" ON "archive_comments"("request_id", "created_at");

-- CreateIndex
CREATE INDEX "archive_attachments_request_id_idx" ON "archive_attachments"("request_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_filters_user_id_list_name_key" ON "saved_filters"("user_id", "list", "name");

-- CreateIndex
CREATE INDEX "activity_entries_unit_id_position_idx" ON "activity_entries"("unit_id", "position" DESC);

-- CreateIndex
CREATE INDEX "activity_entries_unit_id_entity_subject_id_position_idx" ON "activity_entries"("unit_id", "entity", "subject_id", "position");

-- CreateIndex
CREATE INDEX "activity_entries_at_idx" ON "activity_entries"("at");

-- CreateIndex
CREATE INDEX "crates_status_number_year_number_seq_unit_id_idx" ON "crates"("status", "number_year", "number_seq", "unit_id");

-- CreateIndex
CREATE INDEX "crates_label_id_unit_id_idx" ON "crates"("label", "id", "unit_id");

-- CreateIndex
CREATE INDEX "crates_location_id_unit_id_idx" ON "crates"("location", "id", "unit_id");

-- CreateIndex
CREATE INDEX "crates_retain_until_id_unit_id_idx" ON "crates"("retain_until", "id", "unit_id");

-- CreateIndex
CREATE INDEX "crates_updated_at_id_unit_id_idx" ON "crates"("updated_at", "id", "unit_id");

-- CreateIndex
CREATE INDEX "crates_retention_rule_id_idx" ON "crates"("retention_rule_id");

-- CreateIndex
CREATE INDEX "archive_requests_unit_id_created_at_id_idx" ON "archive_requests"("unit_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "archive_requests_unit_id_status_idx" ON "archive_requests"("unit_id", "status");

-- CreateIndex
CREATE INDEX "archive_requests_to_unit_id_created_at_id_idx" ON "archive_requests"("to_unit_id", "created_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "crates" ADD CONSTRAINT "crates_retention_rule_id_fkey" FOREIGN KEY ("retention_rule_id") REFERENCES "retention_rules"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "archive_comments" ADD CONSTRAINT "archive_comments_request_id_unit_id_fkey" FOREIGN KEY ("request_id", "unit_id") REFERENCES "archive_requests"("id", "unit_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "archive_comments" ADD CONSTRAINT "archive_comments_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "archive_attachments" ADD CONSTRAINT "archive_attachments_request_id_unit_id_fkey" FOREIGN KEY ("request_id", "unit_id") REFERENCES "archive_requests"("id", "unit_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "archive_attachments" ADD CONSTRAINT "archive_attachments_uploaded_by_id_fkey" FOREIGN KEY ("uploaded_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "archive_attachment_bytes" ADD CONSTRAINT "archive_attachment_bytes_attachment_id_fkey" FOREIGN KEY ("attachment_id") REFERENCES "archive_attachments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_filters" ADD CONSTRAINT "saved_filters_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "desk_visits" ADD CONSTRAINT "desk_visits_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The capture names the actor, so that the page can say whose change it shows.
CREATE OR REPLACE FUNCTION live_capture() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
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

    INSERT INTO live_outbox (model, before, after, change_id, actor_id) VALUES (model, old_kept, new_kept, change, actor);

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

-- Two orders of the crate list that the schema cannot say: the last retention first, unknown ones last; and places by how they begin.
CREATE INDEX "crates_retention_last_first" ON "crates" ("retain_until" DESC NULLS LAST, "id" DESC, "unit_id");
CREATE INDEX "crates_places" ON "crates" (lower("location" COLLATE "C"));

-- Search: words anywhere in number, label, contents and location. Without the extension (a server without contrib) it is
-- slow on large archives, and right all the same.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX crates_words ON crates USING gin (((number || ' ' || label || ' ' || location || ' ' || contents) COLLATE "C") gin_trgm_ops);
    CREATE INDEX archive_requests_words ON archive_requests USING gin ((number || ' ' || reason) gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'no trigram index: %', SQLERRM;
END
$$;

-- Until now an approval closed a withdrawal; from now on the return of its crates does.
UPDATE archive_requests
   SET released_by_id = decided_by_id, released_at = decided_at, decided_by_id = NULL, decided_at = NULL
 WHERE kind = 'withdrawal' AND status = 'approved';

-- Live capture, generated from the domains' live models

-- ArchiveComment
DROP TRIGGER IF EXISTS "live_capture" ON "archive_comments";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "archive_comments"
    FOR EACH ROW EXECUTE FUNCTION live_capture('ArchiveComment', 'id:id', 'requestId:request_id', 'unitId:unit_id');
ALTER TABLE "archive_comments" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "archive_comments";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "archive_comments"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "archive_comments" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ArchiveAttachment
DROP TRIGGER IF EXISTS "live_capture" ON "archive_attachments";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "archive_attachments"
    FOR EACH ROW EXECUTE FUNCTION live_capture('ArchiveAttachment', 'id:id', 'requestId:request_id', 'unitId:unit_id');
ALTER TABLE "archive_attachments" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "archive_attachments";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "archive_attachments"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "archive_attachments" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- RetentionRule
DROP TRIGGER IF EXISTS "live_capture" ON "retention_rules";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "retention_rules"
    FOR EACH ROW EXECUTE FUNCTION live_capture('RetentionRule', 'id:id');
ALTER TABLE "retention_rules" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "retention_rules";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "retention_rules"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "retention_rules" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- SavedFilter
DROP TRIGGER IF EXISTS "live_capture" ON "saved_filters";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "saved_filters"
    FOR EACH ROW EXECUTE FUNCTION live_capture('SavedFilter', 'id:id', 'userId:user_id');
ALTER TABLE "saved_filters" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "saved_filters";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "saved_filters"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "saved_filters" ENABLE ALWAYS TRIGGER "live_no_truncate";
