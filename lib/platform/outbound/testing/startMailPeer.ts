import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** What the peer says to a mail: null takes it, a number refuses it, `hang` says nothing. */
export type MailVerdict = number | null | 'hang'

/** A mail as it arrived. */
export interface ReceivedMail {
  readonly to: readonly string[]
  readonly messageId: string
  readonly source: string
}

/** A real SMTP server on 127.0.0.1 that keeps what it takes. */
export interface MailPeer extends AsyncDisposable {
  readonly url: string
  readonly mails: readonly ReceivedMail[]
  /** From now on; asked once a mail is there wholly. */
  judge(how: (mail: ReceivedMail) => MailVerdict | Promise<MailVerdict>): void
}

/** Starts an SMTP server on a free port, or on the one that is given. */
export async function startMailPeer(port = 0): Promise<MailPeer> {
  const mails: ReceivedMail[] = []
  let how: (mail: ReceivedMail) => MailVerdict | Promise<MailVerdict> = () => null
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const source = Buffer.concat(chunks).toString()
        const messageId = /^Message-ID:\s*(\S+)/im.exec(source)?.[1] ?? ''
        const mail = { to: session.envelope.rcptTo.map(({ address }) => address), messageId, source }
        void Promise.resolve(how(mail)).then((verdict) => {
          if (verdict === 'hang') return
          if (verdict === null) {
            mails.push(mail)
            callback()
          } else callback(Object.assign(new Error('not taken'), { responseCode: verdict }))
        })
      })
    },
  })
  // Whoever is cut off in the middle is no trouble of the server's.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    judge: (next) => (how = next),
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => {
        server.close(resolve)
        for (const connection of server.connections) connection.close()
      })
    },
  }
}
