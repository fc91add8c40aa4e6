// A process that sends mail and text messages until it is killed: `deliveryProcess.ts <database> <mail> <sms>`.
import { createMailTransport } from '../../../platform/outbound/createMailTransport.ts'
import { createSmsTransport } from '../../../platform/outbound/createSmsTransport.ts'
import { createDatabase } from '../../../platform/database/createDatabase.ts'
import { systemClock } from '../../../realtime/server/clock.ts'
import { createDeliveryWorker } from '../server/delivery/createDeliveryWorker.ts'

const [url = '', mailUrl = '', smsUrl = ''] = process.argv.slice(2)
const logger = { debug() {}, info() {}, warn() {}, error() {} }

createDeliveryWorker({
  database: createDatabase({ url, poolSize: 4, logger }),
  transports: {
    email: createMailTransport({ url: mailUrl, from: 'w@hospital.example' }),
    sms: createSmsTransport({
      kind: 'gateway',
      url: smsUrl,
      method: 'post',
      headers: { 'content-type': 'application/json' },
      body: '{"id":"{id}","text":"{text}"}',
    }),
    push: null,
  },
  publicUrl: 'https://wardline.example',
  siteTimeZone: 'Europe/Berlin',
  mailDelayMs: 0,
  clock: systemClock,
  logger,
  // Tries follow one another at once, so that the run ends soon.
  random: () => -0.9,
  attemptMs: 2_000,
})
// The worker's own timers keep nothing alive.
setInterval(() => {}, 60_000)
