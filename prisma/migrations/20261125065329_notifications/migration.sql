-- CreateEnum
CREATE TYPE "notification_severity" AS ENUM ('info', 'success', 'warning', 'critical');

-- CreateEnum
CREATE TYPE "audience_kind" AS ENUM ('everyone', 'user', 'role', 'unit');

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "belongs_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "notifications" (
    "id" UUID NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "type" TEXT NOT NULL,
    "severity" "notification_severity" NOT NULL DEFAULT 'info',
    "audience_kind" "audience_kind" NOT NULL,
    "user_id" UUID,
    "role" "role",
    "unit_id" UUID,
    "subject_entity" TEXT,
    "subject_id" UUID,
    "parameters" JSONB NOT NULL DEFAULT '{}',
    "group_key" TEXT,
    "link" TEXT,
    "title" TEXT,
    "message" TEXT,
    "actions" JSONB NOT NULL DEFAULT '[]',
    "created_by_id" UUID,
    "requires_ack" BOOLEAN NOT NULL DEFAULT false,
    "send_id" UUID,
    "rule" TEXT,
    "occasion" TEXT,
    "position" BIGINT,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_marks" (
    "id" UUID NOT NULL,
    "notification_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "send_id" UUID,
    "read_at" TIMESTAMPTZ(3),
    "unread_at" TIMESTAMPTZ(3),
    "snoozed_until" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_session" UUID,
    "acknowledged_on" TEXT,

    CONSTRAINT "notification_marks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_readers" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "read_up_to" BIGINT NOT NULL DEFAULT 0,
    "read_all_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_readers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "notifications_number_key" ON "notifications"("number");

-- CreateIndex
CREATE INDEX "notifications_user_id_number_idx" ON "notifications"("user_id", "number" DESC);

-- CreateIndex
CREATE INDEX "notifications_unit_id_number_idx" ON "notifications"("unit_id", "number" DESC);

-- CreateIndex
CREATE INDEX "notifications_audience_kind_number_idx" ON "notifications"("audience_kind", "number" DESC);

-- CreateIndex
CREATE INDEX "notifications_send_id_idx" ON "notifications"("send_id");

-- CreateIndex
CREATE INDEX "notifications_subject_id_idx" ON "notifications"("subject_id");

-- CreateIndex
CREATE INDEX "notifications_created_at_idx" ON "notifications"("created_at");

-- CreateIndex
CREATE INDEX "notification_marks_user_id_idx" ON "notification_marks"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "notification_marks_notification_id_user_id_key" ON "notification_marks"("notification_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "notification_readers_user_id_key" ON "notification_readers"("user_id");

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_marks" ADD CONSTRAINT "notification_marks_notification_id_fkey" FOREIGN KEY ("notification_id") REFERENCES "notifications"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_marks" ADD CONSTRAINT "notification_marks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_readers" ADD CONSTRAINT "notification_readers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Live capture, generated from the domains' live models

-- Notification
DROP TRIGGER IF EXISTS "live_capture" ON "notifications";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "notifications"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Notification', 'id:id', 'audienceKind:audience_kind', 'userId:user_id', 'role:role', 'unitId:unit_id', 'type:type', 'severity:severity');
ALTER TABLE "notifications" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "notifications";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "notifications"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "notifications" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- NotificationMark
DROP TRIGGER IF EXISTS "live_capture" ON "notification_marks";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "notification_marks"
    FOR EACH ROW EXECUTE FUNCTION live_capture('NotificationMark', 'id:id', 'userId:user_id', 'sendId:send_id', 'notificationId:notification_id', 'readAt:read_at', 'snoozedUntil:snoozed_until', 'acknowledgedAt:acknowledged_at');
ALTER TABLE "notification_marks" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "notification_marks";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "notification_marks"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "notification_marks" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- NotificationReader
DROP TRIGGER IF EXISTS "live_capture" ON "notification_readers";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "notification_readers"
    FOR EACH ROW EXECUTE FUNCTION live_capture('NotificationReader', 'id:id', 'userId:user_id', 'readUpTo:read_up_to');
ALTER TABLE "notification_readers" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "notification_readers";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "notification_readers"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "notification_readers" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- Exactly one audience: somebody, a role (everywhere or in a unit), a unit, or everyone.
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_audience_check" CHECK (
    CASE audience_kind
        WHEN 'everyone' THEN user_id IS NULL AND role IS NULL AND unit_id IS NULL
        WHEN 'user' THEN user_id IS NOT NULL AND role IS NULL AND unit_id IS NULL
        WHEN 'role' THEN user_id IS NULL AND role IS NOT NULL
        WHEN 'unit' THEN user_id IS NULL AND role IS NULL AND unit_id IS NOT NULL
    END);

-- A rule makes one for each occasion and audience, however often it is run.
CREATE UNIQUE INDEX "notifications_once" ON "notifications" (rule, occasion, audience_kind, user_id, role, unit_id)
    NULLS NOT DISTINCT WHERE rule IS NOT NULL;

-- Numbers rise in the order of commits: whoever has read all up to one has seen everything before it.
CREATE FUNCTION notifications_number() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(5117703, 0);
    NEW.number := nextval('notifications_number_seq');
    RETURN NEW;
END
$$;
CREATE TRIGGER "notifications_number" BEFORE INSERT ON "notifications"
    FOR EACH ROW EXECUTE FUNCTION notifications_number();
ALTER TABLE "notifications" ENABLE ALWAYS TRIGGER "notifications_number";

-- Whoever comes to a role or a unit, or back, was not told what was told there before.
CREATE FUNCTION users_belong_since() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.role IS DISTINCT FROM NEW.role OR OLD.unit_id IS DISTINCT FROM NEW.unit_id
       OR (OLD.status <> 'active' AND NEW.status = 'active') THEN
        NEW.belongs_since := clock_timestamp();
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "users_belong_since" BEFORE UPDATE OF role, unit_id, status ON "users"
    FOR EACH ROW EXECUTE FUNCTION users_belong_since();
ALTER TABLE "users" ENABLE ALWAYS TRIGGER "users_belong_since";
