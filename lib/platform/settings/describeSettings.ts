import { aboutSetting, type SettingName, settingsSchema } from './settingsSchema.ts'

const NAMES = Object.keys(settingsSchema.shape) as SettingName[]

/** `.env.example`: every setting with its description and default, commented out. */
export function describeAsEnv(): string {
  const lines = [
    '# All settings of Wardline, with their defaults. None is required.',
    '# Copy this file to .env and uncomment what you change; the real environment wins over .env.',
    '# Made from lib/platform/settings/settingsSchema.ts by `npm run env:example`.',
  ]
  for (const [group, names] of grouped()) {
    lines.push('', `# ── ${group} ──`)
    for (const name of names) {
      const { description, default: fallback, unset } = aboutSetting(name)
      const absent = unset === undefined ? '' : ` Not set: ${unset}.`
      lines.push(
        '',
        ...wrap(`${description}${absent}`, 98).map((line) => `# ${line}`),
        `#${name}=${fallback ?? ''}`,
      )
    }
  }
  return `${lines.join('\n')}\n`
}

/** `docs/settings.md`: the same for readers. */
export function describeAsMarkdown(): string {
  const lines = [
    '# Settings',
    '',
    'Wardline reads its settings from the environment, and from a file `.env` beside `package.json` for what the',
    'environment does not set. None is required. A wrong value stops the start with one message that lists everything',
    'that is wrong, and exit code 78. An empty value counts as not set.',
    '',
    'This page is made from `lib/platform/settings/settingsSchema.ts` by `npm run env:example`.',
  ]
  for (const [group, names] of grouped()) {
    lines.push('', `## ${group}`, '')
    for (const name of names) {
      const { description, default: fallback, unset } = aboutSetting(name)
      const absent =
        fallback === undefined ? `not set: ${unset ?? ''}` : fallback === '' ? 'empty' : `\`${fallback}\``
      lines.push(`- **\`${name}\`** (${absent}). ${description}`)
    }
  }
  return `${lines.join('\n')}\n`
}

function grouped(): [string, SettingName[]][] {
  const groups = new Map<string, SettingName[]>()
  for (const name of NAMES) {
    const { group } = aboutSetting(name)
    groups.set(group, [...(groups.get(group) ?? []), name])
  }
  return [...groups]
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}
