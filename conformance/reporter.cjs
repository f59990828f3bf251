// Says each promise as it is kept or broken: a suite takes minutes, and jest tells only at the end of a file.
module.exports = class {
  onTestCaseStart(_test, info) { process.stdout.write(`… ${[...info.ancestorTitles, info.title].join(' ')}\n`); }

  onTestCaseResult(_test, result) {
    const seconds = ((result.duration ?? 0) / 1000).toFixed(0);
    process.stdout.write(`${{ passed: '✓', failed: '✗' }[result.status] ?? '-'} ${result.fullName} (${seconds} s)\n`);
    for (const message of result.failureMessages) { process.stdout.write(`    ${message.split('\n').slice(0, 6).join('\n    ')}\n`); }
  }
};
