/**
 * Settings of a session that holds a lock for its process: a holder that hangs or is frozen loses it, since to the server
 * it is an idle session. The holder must say something every 3 s.
 */
export const LOCK_SESSION_SETTINGS = `
  SET idle_session_timeout = '3s';
  SET idle_in_transaction_session_timeout = '3s';
  SET tcp_user_timeout = '5s';
  SET statement_timeout = '30s';
  SET lock_timeout = '5s'`
