-- AlterTable
ALTER TABLE "archive_request_crates" ADD COLUMN     "to_unit_id" UUID;

-- AlterTable
ALTER TABLE "send_backs" ADD COLUMN     "to_unit_id" UUID;

-- AlterTable
ALTER TABLE "archive_comments" ADD COLUMN     "to_unit_id" UUID;

-- AlterTable
ALTER TABLE "archive_attachments" ADD COLUMN     "to_unit_id" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "archive_requests_id_to_unit_id_key" ON "archive_requests"("id", "to_unit_id");

-- What is part of a transfer says itself where the transfer goes: when a part is told of, its request may be gone. Nobody
-- who writes one has to know. The lock is for the key alone: decisions and edits go on meanwhile.
CREATE FUNCTION archive_part_destination() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT to_unit_id INTO NEW.to_unit_id FROM archive_requests WHERE id = NEW.request_id FOR KEY SHARE;
    RETURN NEW;
END
$$;

-- Nothing that anybody is shown changes by this, so it is not announced: the capture is attached again below.
ALTER TABLE "archive_request_crates" DISABLE TRIGGER "live_capture";
UPDATE "archive_request_crates" AS part SET to_unit_id = request.to_unit_id
  FROM archive_requests AS request WHERE request.id = part.request_id AND request.to_unit_id IS NOT NULL;
CREATE TRIGGER "archive_part_destination" BEFORE INSERT ON "archive_request_crates"
    FOR EACH ROW EXECUTE FUNCTION archive_part_destination();
ALTER TABLE "archive_request_crates" ADD CONSTRAINT "archive_request_crates_to_unit_id_fkey"
    FOREIGN KEY ("request_id", "to_unit_id") REFERENCES "archive_requests"("id", "to_unit_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "send_backs" DISABLE TRIGGER "live_capture";
UPDATE "send_backs" AS part SET to_unit_id = request.to_unit_id
  FROM archive_requests AS request WHERE request.id = part.request_id AND request.to_unit_id IS NOT NULL;
CREATE TRIGGER "archive_part_destination" BEFORE INSERT ON "send_backs"
    FOR EACH ROW EXECUTE FUNCTION archive_part_destination();
ALTER TABLE "send_backs" ADD CONSTRAINT "send_backs_to_unit_id_fkey"
    FOREIGN KEY ("request_id", "to_unit_id") REFERENCES "archive_requests"("id", "to_unit_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "archive_comments" DISABLE TRIGGER "live_capture";
UPDATE "archive_comments" AS part SET to_unit_id = request.to_unit_id
  FROM archive_requests AS request WHERE request.id = part.request_id AND request.to_unit_id IS NOT NULL;
CREATE TRIGGER "archive_part_destination" BEFORE INSERT ON "archive_comments"
    FOR EACH ROW EXECUTE FUNCTION archive_part_destination();
ALTER TABLE "archive_comments" ADD CONSTRAINT "archive_comments_to_unit_id_fkey"
    FOREIGN KEY ("request_id", "to_unit_id") REFERENCES "archive_requests"("id", "to_unit_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "archive_attachments" DISABLE TRIGGER "live_capture";
UPDATE "archive_attachments" AS part SET to_unit_id = request.to_unit_id
  FROM archive_requests AS request WHERE request.id = part.request_id AND request.to_unit_id IS NOT NULL;
CREATE TRIGGER "archive_part_destination" BEFORE INSERT ON "archive_attachments"
    FOR EACH ROW EXECUTE FUNCTION archive_part_destination();
ALTER TABLE "archive_attachments" ADD CONSTRAINT "archive_attachments_to_unit_id_fkey"
    FOREIGN KEY ("request_id", "to_unit_id") REFERENCES "archive_requests"("id", "to_unit_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Live capture, generated from the domains' live models

-- ArchiveRequestCrate
DROP TRIGGER IF EXISTS "live_capture" ON "archive_request_crates";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "archive_request_crates"
    FOR EACH ROW EXECUTE FUNCTION live_capture('ArchiveRequestCrate', 'id:id', 'requestId:request_id', 'unitId:unit_id', 'toUnitId:to_unit_id', 'crateId:crate_id');
ALTER TABLE "archive_request_crates" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "archive_request_crates";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "archive_request_crates"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "archive_request_crates" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- SendBack
DROP TRIGGER IF EXISTS "live_capture" ON "send_backs";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "send_backs"
    FOR EACH ROW EXECUTE FUNCTION live_capture('SendBack', 'id:id', 'requestId:request_id', 'unitId:unit_id', 'toUnitId:to_unit_id');
ALTER TABLE "send_backs" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "send_backs";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "send_backs"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "send_backs" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ArchiveComment
DROP TRIGGER IF EXISTS "live_capture" ON "archive_comments";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "archive_comments"
    FOR EACH ROW EXECUTE FUNCTION live_capture('ArchiveComment', 'id:id', 'requestId:request_id', 'unitId:unit_id', 'toUnitId:to_unit_id');
ALTER TABLE "archive_comments" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "archive_comments";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "archive_comments"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "archive_comments" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ArchiveAttachment
DROP TRIGGER IF EXISTS "live_capture" ON "archive_attachments";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "archive_attachments"
    FOR EACH ROW EXECUTE FUNCTION live_capture('ArchiveAttachment', 'id:id', 'requestId:request_id', 'unitId:unit_id', 'toUnitId:to_unit_id');
ALTER TABLE "archive_attachments" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "archive_attachments";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "archive_attachments"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "archive_attachments" ENABLE ALWAYS TRIGGER "live_no_truncate";
