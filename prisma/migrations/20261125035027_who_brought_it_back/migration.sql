-- AlterTable
ALTER TABLE "archive_request_crates" ADD COLUMN     "returned_by_id" UUID;

-- AlterTable
ALTER TABLE "send_backs" ADD COLUMN     "answered_by_id" UUID;

-- AddForeignKey
ALTER TABLE "archive_request_crates" ADD CONSTRAINT "archive_request_crates_returned_by_id_fkey" FOREIGN KEY ("returned_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "send_backs" ADD CONSTRAINT "send_backs_answered_by_id_fkey" FOREIGN KEY ("answered_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
