module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // Files of other people's repositories, as tests read them.
  ignorePatterns: ['**/__fixtures__/**'],
  restrictedSrcSyntax: [
    {
      // A sight of one thing cast to a sight of another let a whole cluster pass as the list of its pods.
      selector:
        "TSAsExpression > TSTypeReference[typeName.name='Sight'], TSAsExpression TSTypeReference[typeName.name='Promise'] TSTypeReference[typeName.name='Sight']",
      message:
        'Casts to Sight hide that something was not seen: use mapSight or innerSight.',
    },
  ],
});
