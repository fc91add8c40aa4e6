import { createECDH, hkdfSync } from 'node:crypto'

/** The pair of P-256 keys by which push services know a site, base64url. */
export interface VapidKeys {
  readonly publicKey: string
  readonly privateKey: string
}

/** Order of P-256. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** The same pair for the same secret, in every process: browsers subscribe to one public key. */
export function vapidKeys(secret: string): VapidKeys {
  const wide = Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'hex'), '', 'wardline vapid', 48))
  const scalar = (BigInt(`0x${wide.toString('hex')}`) % (ORDER - 1n)) + 1n
  const ecdh = createECDH('prime256v1')
  const privateKey = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex')
  ecdh.setPrivateKey(privateKey)
  return {
    publicKey: ecdh.getPublicKey('base64url', 'uncompressed'),
    privateKey: privateKey.toString('base64url'),
  }
}
