-- Live capture, generated from the domains' live models

-- Notification
DROP TRIGGER IF EXISTS "live_capture" ON "notifications";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "notifications"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Notification', 'id:id', 'audienceKind:audience_kind', 'userId:user_id', 'role:role', 'unitId:unit_id', 'type:type', 'severity:severity', 'createdById:created_by_id', 'requiresAck:requires_ack');
ALTER TABLE "notifications" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "notifications";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "notifications"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "notifications" ENABLE ALWAYS TRIGGER "live_no_truncate";
