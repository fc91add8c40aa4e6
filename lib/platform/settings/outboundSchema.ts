import { settingGroup } from './settingGroup.ts'
import {
  boolean,
  connectionUrl,
  headerFields,
  hostName,
  integer,
  list,
  mailAddress,
  oneOf,
  pushSubject,
  text,
  twilioAccount,
  twilioSender,
} from './settingValue.ts'

const mail = settingGroup('Mail')
const sms = settingGroup('Text messages')
const push = settingGroup('Push')

/** Where most browsers' push services are. */
const PUSH_SERVICES = 'fcm.googleapis.com,.push.services.mozilla.com,.notify.windows.com,.push.apple.com'

/** Settings of what leaves the system. Each channel without its own is off: what it would have sent stands in the outbox. */
export const outboundSchema = {
  SMTP_URL: mail.open(connectionUrl(['smtp', 'smtps'], 'smtp://user:password@host:587'), {
    description:
      'The mail server that takes notifications. smtps:// encrypts from the first byte; smtp:// does as soon as the server offers it. Needs WARDLINE_URL and SMTP_FROM.',
    unset: 'no mail is sent',
  }),
  SMTP_HOST: mail.open(hostName, {
    description: 'Its host, in place of SMTP_URL.',
    unset: 'SMTP_URL counts',
  }),
  SMTP_PORT: mail.open(integer(1, 65_535), {
    description: 'Port to go with SMTP_HOST; 465 encrypts from the first byte.',
    unset: '587',
  }),
  SMTP_USER: mail.open(text, { description: 'User to go with SMTP_HOST.', unset: 'none' }),
  SMTP_PASSWORD: mail.open(text, { description: 'Password to go with SMTP_USER.', unset: 'none' }),
  SMTP_FROM: mail.open(mailAddress, {
    description: 'The sender, as in wardline@hospital.example.',
    unset: 'no mail is sent',
  }),
  NOTIFICATION_EMAIL_DELAY: mail.fixed(
    integer(0, 86_400),
    '120',
    'Seconds that a mail waits, so that what is read in the meantime is not sent and what comes in the meantime goes with it.',
  ),

  TWILIO_ACCOUNT_SID: sms.open(twilioAccount, {
    description: 'The account with Twilio that sends text messages. Needs WARDLINE_URL and the next two.',
    unset: 'no text messages are sent',
  }),
  TWILIO_AUTH_TOKEN: sms.open(text, { description: 'Its token.', unset: 'none' }),
  TWILIO_FROM_NUMBER: sms.open(twilioSender, {
    description: 'The number that sends, as in +4930123456, or the id of a messaging service (MG…).',
    unset: 'none',
  }),
  TWILIO_API_URL: sms.fixed(
    connectionUrl(['http', 'https'], 'https://api.twilio.com'),
    'https://api.twilio.com',
    "Where Twilio's API answers; regions have addresses of their own.",
  ),
  SMS_HTTP_URL: sms.open(connectionUrl(['http', 'https'], 'https://gateway.example.org/send'), {
    description:
      'Another gateway for text messages, in place of Twilio. {to}, {text} and {id} in its address and body are filled in; {id} is the same whenever a message is tried again. Needs WARDLINE_URL.',
    unset: 'none',
  }),
  SMS_HTTP_METHOD: sms.fixed(
    oneOf(['post', 'put', 'get']),
    'post',
    'How the gateway is asked: post, put or get.',
  ),
  SMS_HTTP_HEADERS: sms.open(headerFields, {
    description: 'Headers for the gateway as JSON, as in {"Authorization": "Bearer …"}.',
    unset: 'Content-Type: application/json',
  }),
  SMS_HTTP_BODY: sms.fixed(
    text,
    '{"to": "{to}", "text": "{text}", "id": "{id}"}',
    'The body, for post and put. What is filled in is written as JSON strings or form fields want it, by the Content-Type.',
  ),

  VAPID_SUBJECT: push.open(pushSubject, {
    description:
      "Whom a push service may write to about this site: mailto:somebody@hospital.example, or an https address. Push goes through the browser makers' services, without content.",
    unset: 'no push is sent',
  }),
  PUSH_HOSTS: push.fixed(
    list(hostName),
    PUSH_SERVICES,
    'Hosts of push services that are written to, separated by commas; .example.org means all below it.',
  ),
  PUSH_PRIVATE_ADDRESSES: push.fixed(
    boolean,
    'false',
    'Whether these hosts may be at private addresses, and without https. For tests.',
  ),
}
