-- CreateEnum
CREATE TYPE "conversation_kind" AS ENUM ('direct', 'group', 'unit');

-- CreateTable
CREATE TABLE "conversations" (
    "id" UUID NOT NULL,
    "kind" "conversation_kind" NOT NULL,
    "unit_id" UUID,
    "pair_key" TEXT,
    "title" BYTEA,
    "created_by_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation_heads" (
    "conversation_id" UUID NOT NULL,
    "last_number" INTEGER NOT NULL DEFAULT 0,
    "last_message_at" TIMESTAMPTZ(3),

    CONSTRAINT "conversation_heads_pkey" PRIMARY KEY ("conversation_id")
);

-- CreateTable
CREATE TABLE "conversation_keys" (
    "conversation_id" UUID NOT NULL,
    "key_id" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "wrapped_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversation_keys_pkey" PRIMARY KEY ("conversation_id")
);

-- CreateTable
CREATE TABLE "participants" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "joined_after" INTEGER NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "left_at" TIMESTAMPTZ(3),
    "membership" INTEGER NOT NULL DEFAULT 1,
    "last_delivered" INTEGER NOT NULL DEFAULT 0,
    "last_read" INTEGER NOT NULL DEFAULT 0,
    "last_read_id" UUID,
    "read_at" TIMESTAMPTZ(3),
    "muted_at" TIMESTAMPTZ(3),

    CONSTRAINT "participants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership_starts" (
    "participant_id" UUID NOT NULL,
    "membership" INTEGER NOT NULL,
    "position" BIGINT NOT NULL,

    CONSTRAINT "membership_starts_pkey" PRIMARY KEY ("participant_id","membership")
);

-- CreateTable
CREATE TABLE "messages" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "sender_id" UUID NOT NULL,
    "body" BYTEA,
    "note" JSONB,
    "reply_to_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_edits" (
    "id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "body" BYTEA NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_edits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_mentions" (
    "message_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "message_mentions_pkey" PRIMARY KEY ("message_id","user_id")
);

-- CreateTable
CREATE TABLE "message_reactions" (
    "message_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "emoji" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_reactions_pkey" PRIMARY KEY ("message_id","user_id","emoji")
);

-- CreateTable
CREATE TABLE "message_attachments" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "message_id" UUID,
    "uploaded_by_id" UUID NOT NULL,
    "name" BYTEA NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_attachments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_attachment_bytes" (
    "attachment_id" UUID NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "message_attachment_bytes_pkey" PRIMARY KEY ("attachment_id")
);

-- CreateTable
CREATE TABLE "message_drafts" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "body" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_drafts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "conversations_unit_id_key" ON "conversations"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "conversations_pair_key_key" ON "conversations"("pair_key");

-- CreateIndex
CREATE INDEX "conversation_keys_key_id_idx" ON "conversation_keys"("key_id");

-- CreateIndex
CREATE INDEX "participants_user_id_left_at_idx" ON "participants"("user_id", "left_at");

-- CreateIndex
CREATE UNIQUE INDEX "participants_conversation_id_user_id_key" ON "participants"("conversation_id", "user_id");

-- CreateIndex
CREATE INDEX "messages_sender_id_idx" ON "messages"("sender_id");

-- CreateIndex
CREATE INDEX "messages_reply_to_id_idx" ON "messages"("reply_to_id");

-- CreateIndex
CREATE UNIQUE INDEX "messages_conversation_id_number_key" ON "messages"("conversation_id", "number");

-- CreateIndex
CREATE INDEX "message_edits_message_id_written_at_idx" ON "message_edits"("message_id", "written_at");

-- CreateIndex
CREATE INDEX "message_mentions_user_id_idx" ON "message_mentions"("user_id");

-- CreateIndex
CREATE INDEX "message_attachments_message_id_idx" ON "message_attachments"("message_id");

-- CreateIndex
CREATE INDEX "message_attachments_created_at_idx" ON "message_attachments"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "message_drafts_user_id_conversation_id_key" ON "message_drafts"("user_id", "conversation_id");

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation_heads" ADD CONSTRAINT "conversation_heads_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation_keys" ADD CONSTRAINT "conversation_keys_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participants" ADD CONSTRAINT "participants_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participants" ADD CONSTRAINT "participants_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_sender_id_fkey" FOREIGN KEY ("sender_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_reply_to_id_fkey" FOREIGN KEY ("reply_to_id") REFERENCES "messages"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_edits" ADD CONSTRAINT "message_edits_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_mentions" ADD CONSTRAINT "message_mentions_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_mentions" ADD CONSTRAINT "message_mentions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_reactions" ADD CONSTRAINT "message_reactions_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_reactions" ADD CONSTRAINT "message_reactions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_attachments" ADD CONSTRAINT "message_attachments_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_attachments" ADD CONSTRAINT "message_attachments_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_attachments" ADD CONSTRAINT "message_attachments_uploaded_by_id_fkey" FOREIGN KEY ("uploaded_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_attachment_bytes" ADD CONSTRAINT "message_attachment_bytes_attachment_id_fkey" FOREIGN KEY ("attachment_id") REFERENCES "message_attachments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_drafts" ADD CONSTRAINT "message_drafts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_drafts" ADD CONSTRAINT "message_drafts_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Live capture, generated from the domains' live models

-- Conversation
DROP TRIGGER IF EXISTS "live_capture" ON "conversations";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "conversations"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Conversation', 'id:id', 'version:version');
ALTER TABLE "conversations" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "conversations";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "conversations"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "conversations" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- Participant
DROP TRIGGER IF EXISTS "live_capture" ON "participants";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "participants"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Participant', 'id:id', 'conversationId:conversation_id', 'userId:user_id', 'leftAt:left_at', 'membership:membership', 'lastDelivered:last_delivered', 'lastRead:last_read', 'lastReadId:last_read_id');
ALTER TABLE "participants" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "participants";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "participants"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "participants" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- Message
DROP TRIGGER IF EXISTS "live_capture" ON "messages";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "messages"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Message', 'id:id', 'conversationId:conversation_id', 'number:number', 'version:version');
ALTER TABLE "messages" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "messages";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "messages"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "messages" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- MessageDraft
DROP TRIGGER IF EXISTS "live_capture" ON "message_drafts";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "message_drafts"
    FOR EACH ROW EXECUTE FUNCTION live_capture('MessageDraft', 'id:id', 'userId:user_id', 'conversationId:conversation_id');
ALTER TABLE "message_drafts" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "message_drafts";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "message_drafts"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "message_drafts" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- Each unit has a conversation, and whoever works there takes part in it: whichever way people and units are written.
-- Whoever comes sees what is said from then on; whoever goes, or is disabled, hears nothing more.
CREATE FUNCTION messages_open_for_unit() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    conversation uuid := gen_random_uuid();
BEGIN
    INSERT INTO conversations (id, kind, unit_id) VALUES (conversation, 'unit', NEW.id);
    INSERT INTO conversation_heads (conversation_id) VALUES (conversation);
    RETURN NULL;
END
$$;

CREATE FUNCTION messages_leave_unit(person uuid, unit uuid) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    conversation uuid;
BEGIN
    SELECT h.conversation_id INTO conversation
      FROM conversation_heads h JOIN conversations c ON c.id = h.conversation_id
     WHERE c.unit_id = unit FOR NO KEY UPDATE OF h;
    UPDATE participants SET left_at = now()
     WHERE conversation_id = conversation AND user_id = person AND left_at IS NULL;
END
$$;

CREATE FUNCTION messages_join_unit(person uuid, unit uuid) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    head conversation_heads;
BEGIN
    SELECT h.* INTO head
      FROM conversation_heads h JOIN conversations c ON c.id = h.conversation_id
     WHERE c.unit_id = unit FOR NO KEY UPDATE OF h;
    INSERT INTO participants (id, conversation_id, user_id, joined_after, last_read, last_delivered)
    VALUES (gen_random_uuid(), head.conversation_id, person, head.last_number, head.last_number, head.last_number)
        ON CONFLICT (conversation_id, user_id) DO UPDATE
       SET left_at = NULL, joined_at = now(), membership = participants.membership + 1,
           joined_after = excluded.joined_after, last_read = excluded.last_read, last_delivered = excluded.last_delivered,
           muted_at = NULL
     WHERE participants.left_at IS NOT NULL;
END
$$;

CREATE FUNCTION messages_follow_person() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    was uuid := CASE WHEN TG_OP = 'UPDATE' AND OLD.status = 'active' THEN OLD.unit_id END;
    is_now uuid := CASE WHEN NEW.status = 'active' THEN NEW.unit_id END;
BEGIN
    IF was IS NOT DISTINCT FROM is_now THEN
        RETURN NULL;
    END IF;
    IF was IS NOT NULL THEN
        PERFORM messages_leave_unit(NEW.id, was);
    END IF;
    IF is_now IS NOT NULL THEN
        PERFORM messages_join_unit(NEW.id, is_now);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER "messages_open_for_unit" AFTER INSERT ON "units"
    FOR EACH ROW EXECUTE FUNCTION messages_open_for_unit();
ALTER TABLE "units" ENABLE ALWAYS TRIGGER "messages_open_for_unit";
CREATE TRIGGER "messages_follow_person" AFTER INSERT OR UPDATE OF unit_id, status ON "users"
    FOR EACH ROW EXECUTE FUNCTION messages_follow_person();
ALTER TABLE "users" ENABLE ALWAYS TRIGGER "messages_follow_person";

-- For the units and people that are there already.
INSERT INTO conversations (id, kind, unit_id) SELECT gen_random_uuid(), 'unit', id FROM units;
INSERT INTO conversation_heads (conversation_id) SELECT id FROM conversations;
INSERT INTO participants (id, conversation_id, user_id, joined_after)
SELECT gen_random_uuid(), c.id, u.id, 0
  FROM users u JOIN conversations c ON c.unit_id = u.unit_id
 WHERE u.status = 'active';

-- Search goes from the newest message backwards.
CREATE INDEX messages_by_time ON messages (conversation_id, created_at DESC, id DESC);
