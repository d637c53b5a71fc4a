import { relative } from 'node:path';

/** What Vitest's JSON reporter writes, as far as it is read here. */
type Report = {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
};

export type Counted = {
  passed: number;
  failed: number;
  skipped: number;
  failedNames: string[];
  skippedNames: string[];
};

/** The counts of a run. A file that failed before it had a test counts as one failure. */
export function count(report: Report, root: string): Counted {
  const counted: Counted = { passed: 0, failed: 0, skipped: 0, failedNames: [], skippedNames: [] };
  for (const file of report.testResults) {
    const path = relative(root, file.name);
    let failedHere = 0;
    for (const { fullName, status } of file.assertionResults) {
      if (status === 'passed') counted.passed += 1;
      else if (status === 'failed') {
        failedHere += 1;
        counted.failedNames.push(`${path}: ${fullName}`);
      } else {
        counted.skipped += 1;
        counted.skippedNames.push(`${path}: ${fullName}`);
      }
    }
    if (file.status === 'failed' && failedHere === 0) {
      failedHere = 1;
      counted.failedNames.push(`${path}: ${file.message?.split('\n')[0] || 'the file itself'}`);
    }
    counted.failed += failedHere;
  }
  return counted;
}
