-- Unit
DROP TRIGGER IF EXISTS "live_capture" ON "units";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "units"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Unit', 'id:id');
ALTER TABLE "units" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "units";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "units"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "units" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- User
DROP TRIGGER IF EXISTS "live_capture" ON "users";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "users"
    FOR EACH ROW EXECUTE FUNCTION live_capture('User', 'id:id', 'role:role', 'status:status', 'unitId:unit_id');
ALTER TABLE "users" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "users";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "users"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "users" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- Session
DROP TRIGGER IF EXISTS "live_capture" ON "sessions";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "sessions"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Session', 'id:id', 'userId:user_id', 'kind:kind', 'revokedAt:revoked_at');
ALTER TABLE "sessions" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "sessions";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "sessions"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "sessions" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- Crate
DROP TRIGGER IF EXISTS "live_capture" ON "crates";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "crates"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Crate', 'id:id', 'unitId:unit_id', 'number:number', 'status:status', 'version:version');
ALTER TABLE "crates" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "crates";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "crates"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "crates" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- ArchiveRequest
DROP TRIGGER IF EXISTS "live_capture" ON "archive_requests";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "archive_requests"
    FOR EACH ROW EXECUTE FUNCTION live_capture('ArchiveRequest', 'id:id', 'kind:kind', 'unitId:unit_id', 'toUnitId:to_unit_id', 'number:number', 'status:status', 'version:version');
ALTER TABLE "archive_requests" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "archive_requests";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "archive_requests"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "archive_requests" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- ArchiveRequestCrate
DROP TRIGGER IF EXISTS "live_capture" ON "archive_request_crates";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "archive_request_crates"
    FOR EACH ROW EXECUTE FUNCTION live_capture('ArchiveRequestCrate', 'id:id', 'requestId:request_id', 'unitId:unit_id', 'crateId:crate_id');
ALTER TABLE "archive_request_crates" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "archive_request_crates";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "archive_request_crates"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "archive_request_crates" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- SendBack
DROP TRIGGER IF EXISTS "live_capture" ON "send_backs";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "send_backs"
    FOR EACH ROW EXECUTE FUNCTION live_capture('SendBack', 'id:id', 'requestId:request_id', 'unitId:unit_id');
ALTER TABLE "send_backs" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "send_backs";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "send_backs"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "send_backs" ENABLE ALWAYS TRIGGER "live_no_truncate";
