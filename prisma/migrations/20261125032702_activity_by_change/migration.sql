-- AlterTable
ALTER TABLE "activity_entries" ADD COLUMN     "change_id" TEXT;

-- CreateIndex
CREATE INDEX "activity_entries_change_id_position_idx" ON "activity_entries"("change_id", "position");
