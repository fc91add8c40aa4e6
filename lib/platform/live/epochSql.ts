/**
 * SQL expression for the log's epoch, where `live_head` is in scope as `h`: a hash of the cluster, its timeline (a
 * promoted standby or a point-in-time recovery starts another), the database and the head's own random id. The timeline
 * is read from the name of the current WAL file: the control file tells it only after the next checkpoint.
 */
export const EPOCH_SQL = `left(encode(sha256(convert_to(concat_ws(':',
  (SELECT system_identifier FROM pg_control_system()),
  left(pg_walfile_name(pg_current_wal_lsn()), 8),
  (SELECT oid FROM pg_database WHERE datname = current_database()),
  h.instance), 'UTF8')), 'hex'), 24)`
