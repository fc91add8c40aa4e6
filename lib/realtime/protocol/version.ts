/** Raised whenever a frame changes shape; `fingerprint.test.ts` fails when the two move apart. */
export const PROTOCOL_VERSION = 1

/** The subprotocol that the server selects. Credentials travel in other offered subprotocols and are never echoed. */
export const SUBPROTOCOL = `wardline.v${PROTOCOL_VERSION}`

/** Offered as `proof.<hex>` beside a session cookie: the connect proof that the page was rendered with. */
export const PROOF_PREFIX = 'proof.'

/** Offered as `bearer.<jwt>` by scripts that cannot set headers. */
export const BEARER_PREFIX = 'bearer.'

/** Subprotocols this server can speak, newest first: the current version and the one before it. */
export const SUPPORTED_SUBPROTOCOLS: readonly string[] = [PROTOCOL_VERSION, PROTOCOL_VERSION - 1]
  .filter((version) => version >= 1)
  .map((version) => `wardline.v${version}`)
