-- Live capture, generated from the domains' live models

-- Session
DROP TRIGGER IF EXISTS "live_capture" ON "sessions";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "sessions"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Session', 'id:id', 'userId:user_id', 'kind:kind', 'revokedAt:revoked_at');
ALTER TABLE "sessions" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "sessions";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "sessions"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "sessions" ENABLE ALWAYS TRIGGER "live_no_truncate";
