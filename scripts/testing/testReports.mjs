// How the test runners write down what they found.

/**
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number,
 *   testResults: { status: string, assertionResults: unknown[] }[] }} json
 */
export function readVitestReport(json) {
  // A file that does not load has failed without a test.
  const broken = json.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return {
    passed: json.numPassedTests,
    failed: json.numFailedTests + broken.length,
    skipped: json.numPendingTests,
  }
}

/** @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} json */
export function readPlaywrightReport({ stats, errors }) {
  // A test that needed a second try is a failed test: it will fail for somebody else.
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }
}

/** @param {{ isGood: boolean }[]} runs */
export function readChaosReport(runs) {
  const passed = runs.filter(({ isGood }) => isGood).length
  return { passed, failed: runs.length - passed, skipped: 0 }
}
