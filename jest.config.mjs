export default {
  testEnvironment: 'node',
  // No test is about time; a machine may have other things to do.
  testTimeout: 60_000,
  // Most tests of the App wait for processes that they started.
  maxWorkers: '100%',
  roots: ['<rootDir>/test'],
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};
