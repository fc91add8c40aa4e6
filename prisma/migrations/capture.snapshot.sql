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
    FOR EACH ROW EXECUTE FUNCTION live_capture('ArchiveRequestCrate', 'id:id', 'requestId:request_id', 'unitId:unit_id', 'toUnitId:to_unit_id', 'crateId:crate_id');
ALTER TABLE "archive_request_crates" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "archive_request_crates";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "archive_request_crates"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "archive_request_crates" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- SendBack
DROP TRIGGER IF EXISTS "live_capture" ON "send_backs";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "send_backs"
    FOR EACH ROW EXECUTE FUNCTION live_capture('SendBack', 'id:id', 'requestId:request_id', 'unitId:unit_id', 'toUnitId:to_unit_id');
ALTER TABLE "send_backs" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "send_backs";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "send_backs"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "send_backs" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- ArchiveComment
DROP TRIGGER IF EXISTS "live_capture" ON "archive_comments";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "archive_comments"
    FOR EACH ROW EXECUTE FUNCTION live_capture('ArchiveComment', 'id:id', 'requestId:request_id', 'unitId:unit_id', 'toUnitId:to_unit_id');
ALTER TABLE "archive_comments" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "archive_comments";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "archive_comments"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "archive_comments" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- ArchiveAttachment
DROP TRIGGER IF EXISTS "live_capture" ON "archive_attachments";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "archive_attachments"
    FOR EACH ROW EXECUTE FUNCTION live_capture('ArchiveAttachment', 'id:id', 'requestId:request_id', 'unitId:unit_id', 'toUnitId:to_unit_id');
ALTER TABLE "archive_attachments" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "archive_attachments";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "archive_attachments"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "archive_attachments" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- RetentionRule
DROP TRIGGER IF EXISTS "live_capture" ON "retention_rules";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "retention_rules"
    FOR EACH ROW EXECUTE FUNCTION live_capture('RetentionRule', 'id:id');
ALTER TABLE "retention_rules" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "retention_rules";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "retention_rules"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "retention_rules" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- SavedFilter
DROP TRIGGER IF EXISTS "live_capture" ON "saved_filters";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "saved_filters"
    FOR EACH ROW EXECUTE FUNCTION live_capture('SavedFilter', 'id:id', 'userId:user_id');
ALTER TABLE "saved_filters" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "saved_filters";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "saved_filters"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "saved_filters" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- Conversation
DROP TRIGGER IF EXISTS "live_capture" ON "conversations";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "conversations"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Conversation', 'id:id', 'version:version');
ALTER TABLE "conversations" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "conversations";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "conversations"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "conversations" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- Participant
DROP TRIGGER IF EXISTS "live_capture" ON "participants";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "participants"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Participant', 'id:id', 'conversationId:conversation_id', 'userId:user_id', 'leftAt:left_at', 'membership:membership', 'lastDelivered:last_delivered', 'lastRead:last_read', 'lastReadId:last_read_id');
ALTER TABLE "participants" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "participants";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "participants"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "participants" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- Message
DROP TRIGGER IF EXISTS "live_capture" ON "messages";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "messages"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Message', 'id:id', 'conversationId:conversation_id', 'number:number', 'version:version');
ALTER TABLE "messages" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "messages";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "messages"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "messages" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- MessageDraft
DROP TRIGGER IF EXISTS "live_capture" ON "message_drafts";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "message_drafts"
    FOR EACH ROW EXECUTE FUNCTION live_capture('MessageDraft', 'id:id', 'userId:user_id', 'conversationId:conversation_id');
ALTER TABLE "message_drafts" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "message_drafts";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "message_drafts"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "message_drafts" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- Notification
DROP TRIGGER IF EXISTS "live_capture" ON "notifications";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "notifications"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Notification', 'id:id', 'audienceKind:audience_kind', 'userId:user_id', 'role:role', 'unitId:unit_id', 'type:type', 'severity:severity', 'createdById:created_by_id', 'requiresAck:requires_ack');
ALTER TABLE "notifications" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "notifications";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "notifications"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "notifications" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- NotificationMark
DROP TRIGGER IF EXISTS "live_capture" ON "notification_marks";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "notification_marks"
    FOR EACH ROW EXECUTE FUNCTION live_capture('NotificationMark', 'id:id', 'userId:user_id', 'sendId:send_id', 'notificationId:notification_id', 'readAt:read_at', 'snoozedUntil:snoozed_until', 'acknowledgedAt:acknowledged_at');
ALTER TABLE "notification_marks" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "notification_marks";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "notification_marks"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "notification_marks" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- NotificationReader
DROP TRIGGER IF EXISTS "live_capture" ON "notification_readers";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "notification_readers"
    FOR EACH ROW EXECUTE FUNCTION live_capture('NotificationReader', 'id:id', 'userId:user_id', 'readUpTo:read_up_to');
ALTER TABLE "notification_readers" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "notification_readers";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "notification_readers"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "notification_readers" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- Delivery
DROP TRIGGER IF EXISTS "live_capture" ON "deliveries";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "deliveries"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Delivery', 'id:id', 'channel:channel', 'state:state');
ALTER TABLE "deliveries" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "deliveries";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "deliveries"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "deliveries" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- NotificationProfile
DROP TRIGGER IF EXISTS "live_capture" ON "notification_profiles";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "notification_profiles"
    FOR EACH ROW EXECUTE FUNCTION live_capture('NotificationProfile', 'id:id', 'userId:user_id');
ALTER TABLE "notification_profiles" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "notification_profiles";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "notification_profiles"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "notification_profiles" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- PushSubscription
DROP TRIGGER IF EXISTS "live_capture" ON "push_subscriptions";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "push_subscriptions"
    FOR EACH ROW EXECUTE FUNCTION live_capture('PushSubscription', 'id:id', 'userId:user_id');
ALTER TABLE "push_subscriptions" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "push_subscriptions";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "push_subscriptions"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "push_subscriptions" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ---
-- ChannelRule
DROP TRIGGER IF EXISTS "live_capture" ON "channel_rules";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "channel_rules"
    FOR EACH ROW EXECUTE FUNCTION live_capture('ChannelRule', 'id:id');
ALTER TABLE "channel_rules" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "channel_rules";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "channel_rules"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "channel_rules" ENABLE ALWAYS TRIGGER "live_no_truncate";
