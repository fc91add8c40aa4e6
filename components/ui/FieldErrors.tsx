import { Notice } from './Notice'

export interface FieldErrorsProps {
  /** The problem with the whole, as the server said it. */
  readonly message?: string | undefined
  /** Problems by field, where the form has no place of its own for them. */
  readonly fields?: Readonly<Record<string, string | readonly string[]>> | undefined
  /** The fields' names for people; those that are missing show as they came. */
  readonly labels?: Readonly<Record<string, string>>
}

/** Why a form was refused, above its buttons. Renders nothing without a problem. */
export function FieldErrors({ message, fields = {}, labels = {} }: FieldErrorsProps) {
  const problems = Object.entries(fields)
  if (!message && problems.length === 0) return null
  return (
    <Notice kind="problem">
      {message && <p>{message}</p>}
      {problems.length > 0 && (
        <ul className={problems.length > 1 ? 'list-disc pl-4' : ''}>
          {problems.map(([field, problem]) => (
            <li key={field}>
              <span className="font-medium">{labels[field] ?? field}</span>: {[problem].flat().join(' ')}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
