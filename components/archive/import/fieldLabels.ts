import type { ImportField } from '@/hooks/archive/import/importLine.ts'

/** What the fields of an imported line are called. */
export const fieldLabels: Readonly<Record<ImportField, string>> = {
  label: 'Title',
  contents: 'Contents',
  location: 'Location',
  retention_rule: 'Retention rule',
  retain_until: 'Keep until',
}
