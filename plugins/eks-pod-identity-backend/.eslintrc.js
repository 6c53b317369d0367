module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // Files of other people's repositories, as tests read them.
  ignorePatterns: ['**/__fixtures__/**'],
});
