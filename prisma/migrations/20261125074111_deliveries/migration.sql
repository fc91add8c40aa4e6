-- CreateEnum
CREATE TYPE "delivery_channel" AS ENUM ('email', 'sms', 'push');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('planned', 'held', 'sending', 'sent', 'failed', 'dead', 'suppressed', 'no_transport');

-- CreateTable
CREATE TABLE "notification_plans" (
    "notification_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notification_plans_pkey" PRIMARY KEY ("notification_id")
);

-- CreateTable
CREATE TABLE "notification_profiles" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "phone" TEXT,
    "quiet_hours" JSONB NOT NULL DEFAULT '[]',
    "choices" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "notification_profiles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "push_subscriptions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "p256dh" TEXT NOT NULL,
    "auth" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "push_subscriptions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_rules" (
    "id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "channel" "delivery_channel" NOT NULL,

    CONSTRAINT "channel_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "notification_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "channel" "delivery_channel" NOT NULL,
    "subscription_id" UUID,
    "type" TEXT NOT NULL,
    "state" "delivery_state" NOT NULL DEFAULT 'planned',
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_until" TIMESTAMPTZ(3),
    "digest_id" UUID,
    "reference" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "notification_plans_created_at_idx" ON "notification_plans"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "notification_profiles_user_id_key" ON "notification_profiles"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "push_subscriptions_endpoint_key" ON "push_subscriptions"("endpoint");

-- CreateIndex
CREATE INDEX "push_subscriptions_user_id_idx" ON "push_subscriptions"("user_id");

-- CreateIndex
CREATE INDEX "push_subscriptions_session_id_idx" ON "push_subscriptions"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "channel_rules_type_channel_key" ON "channel_rules"("type", "channel");

-- CreateIndex
CREATE INDEX "deliveries_created_at_id_idx" ON "deliveries"("created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "deliveries_state_created_at_id_idx" ON "deliveries"("state", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "deliveries_notification_id_idx" ON "deliveries"("notification_id");

-- CreateIndex
CREATE INDEX "deliveries_user_id_channel_idx" ON "deliveries"("user_id", "channel");

-- CreateIndex
CREATE INDEX "deliveries_subscription_id_idx" ON "deliveries"("subscription_id");

-- CreateIndex
CREATE INDEX "deliveries_digest_id_idx" ON "deliveries"("digest_id");

-- AddForeignKey
ALTER TABLE "notification_plans" ADD CONSTRAINT "notification_plans_notification_id_fkey" FOREIGN KEY ("notification_id") REFERENCES "notifications"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_profiles" ADD CONSTRAINT "notification_profiles_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_notification_id_fkey" FOREIGN KEY ("notification_id") REFERENCES "notifications"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "push_subscriptions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Live capture, generated from the domains' live models

-- Delivery
DROP TRIGGER IF EXISTS "live_capture" ON "deliveries";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "deliveries"
    FOR EACH ROW EXECUTE FUNCTION live_capture('Delivery', 'id:id', 'channel:channel', 'state:state');
ALTER TABLE "deliveries" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "deliveries";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "deliveries"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "deliveries" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- NotificationProfile
DROP TRIGGER IF EXISTS "live_capture" ON "notification_profiles";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "notification_profiles"
    FOR EACH ROW EXECUTE FUNCTION live_capture('NotificationProfile', 'id:id', 'userId:user_id');
ALTER TABLE "notification_profiles" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "notification_profiles";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "notification_profiles"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "notification_profiles" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- PushSubscription
DROP TRIGGER IF EXISTS "live_capture" ON "push_subscriptions";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "push_subscriptions"
    FOR EACH ROW EXECUTE FUNCTION live_capture('PushSubscription', 'id:id', 'userId:user_id');
ALTER TABLE "push_subscriptions" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "push_subscriptions";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "push_subscriptions"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "push_subscriptions" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- ChannelRule
DROP TRIGGER IF EXISTS "live_capture" ON "channel_rules";
CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON "channel_rules"
    FOR EACH ROW EXECUTE FUNCTION live_capture('ChannelRule', 'id:id');
ALTER TABLE "channel_rules" ENABLE ALWAYS TRIGGER "live_capture";
DROP TRIGGER IF EXISTS "live_no_truncate" ON "channel_rules";
CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON "channel_rules"
    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();
ALTER TABLE "channel_rules" ENABLE ALWAYS TRIGGER "live_no_truncate";

-- What waits to be looked at: the queue. What is done is not in it.
CREATE INDEX "deliveries_waiting" ON "deliveries" (channel, due_at)
    WHERE state IN ('planned', 'held', 'failed', 'sending');

-- Whoever writes a notification, by whatever way, has its deliveries planned: the plan commits with it, or not at all.
CREATE FUNCTION notifications_plan() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO notification_plans (notification_id) VALUES (NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER "notifications_plan" AFTER INSERT ON "notifications"
    FOR EACH ROW EXECUTE FUNCTION notifications_plan();
ALTER TABLE "notifications" ENABLE ALWAYS TRIGGER "notifications_plan";
