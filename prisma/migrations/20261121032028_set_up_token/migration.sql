-- CreateTable
CREATE TABLE "set_up_tokens" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "set_up_tokens_pkey" PRIMARY KEY ("id")
);
