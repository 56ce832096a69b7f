// Every test file, unless some are named on the command line.
const named = process.argv.slice(2).some((word) => word.endsWith('.test.ts'));
module.exports = { ...(named ? {} : { spec: ['tests/**/*.test.ts'] }), exit: true, timeout: 10_000 };
