import { relative, sep } from 'node:path'
import ts from 'typescript'
import type { Plugin } from 'vitest/config'

/** What is left where a guard was. */
type Absence = 'yes' | 'all' | 'everything' | 'nothing' | 'no condition'

/** Guards by the names that the code calls them by, beside everything that a policy exports. */
const SCOPES: Readonly<Record<string, Absence>> = {
  readableCrates: 'everything',
  readableCratesSql: 'everything',
  readableRequestsSql: 'everything',
  isRequestInScope: 'yes',
  activityScope: 'all',
  ownSessions: 'no condition',
  ownFilters: 'no condition',
  checkSameOrigin: 'nothing',
}

const POLICY = /\/policy\.ts$/
const GUARDED = /^(lib\/domains\/[^/]+\/server\/|lib\/platform\/http\/)/

/**
 * Finds the guards of the server: calls of what policies export, and of the functions that narrow a query to what its
 * reader may see. Each can be taken away by its id while tests run; files on disk and the product stay as they are.
 */
export function removableGuards(root: string): Plugin {
  return {
    name: 'removable-guards',
    enforce: 'pre',
    transform(code, id) {
      const file = relative(root, id.split('?', 1)[0] ?? '')
        .split(sep)
        .join('/')
      if (!GUARDED.test(file) || !file.endsWith('.ts') || file.endsWith('.test.ts')) return null
      const changes = findGuards(code, file)
      if (changes.length === 0) return null
      const ids = changes.map((change) => change.id)
      let text = code
      for (const { start, end, replacement } of changes.toReversed()) {
        text = text.slice(0, start) + replacement + text.slice(end)
      }
      return { code: `${text}\n;(globalThis.wardlineGuards ??= []).push(${ids.join(', ')})`, map: null }
    },
  }
}

interface Change {
  /** As a literal. */
  readonly id: string
  readonly start: number
  readonly end: number
  readonly replacement: string
}

function findGuards(code: string, file: string): Change[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true)
  const policies = policyNames(source)
  const counts = new Map<string, number>()
  const changes: Change[] = []
  const idOf = (name: string): string => {
    const nth = (counts.get(name) ?? 0) + 1
    counts.set(name, nth)
    return JSON.stringify(`${file} ${name} ${nth}`)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return
    if (ts.isIdentifier(node) && isGuard(node, policies)) {
      const call = ts.isCallExpression(node.parent) && node.parent.expression === node ? node.parent : null
      const target = call ?? node
      const id = idOf(node.text)
      const replacement = call
        ? replaceCall(call, id)
        : `((...asked) => globalThis.wardlineGuard(${id}, () => ${node.text}(...asked), () => true))`
      changes.push({ id, start: target.getStart(), end: target.getEnd(), replacement })
      return
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return changes
}

/** Names that a file imports from a policy, types left out. */
function policyNames(source: ts.SourceFile): ReadonlySet<string> {
  const names = source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return []
    const bindings = statement.importClause?.namedBindings
    if (!POLICY.test(statement.moduleSpecifier.text) || !bindings || !ts.isNamedImports(bindings)) return []
    return bindings.elements.flatMap(({ isTypeOnly, name }) => (isTypeOnly ? [] : [name.text]))
  })
  return new Set(names.filter((name) => /^[a-z]/.test(name)))
}

function isGuard(node: ts.Identifier, policies: ReadonlySet<string>): boolean {
  const { parent, text } = node
  if (!policies.has(text) && !Object.hasOwn(SCOPES, text)) return false
  if (ts.isPropertyAccessExpression(parent) || ts.isBindingElement(parent) || ts.isExportSpecifier(parent))
    return false
  const declares =
    ts.isFunctionDeclaration(parent) || ts.isVariableDeclaration(parent) || ts.isParameter(parent)
  return !(declares && parent.name === node) && !(ts.isPropertyAssignment(parent) && parent.name === node)
}

function replaceCall(call: ts.CallExpression, id: string): string {
  const name = call.expression.getText()
  const left = {
    yes: 'true',
    nothing: 'undefined',
    'no condition': '({})',
    all: `'all'`,
    // Asks as somebody of the whole house would.
    everything: `${name}('all')`,
  }[SCOPES[name] ?? 'yes']
  return `globalThis.wardlineGuard(${id}, () => ${call.getText()}, () => ${left})`
}
