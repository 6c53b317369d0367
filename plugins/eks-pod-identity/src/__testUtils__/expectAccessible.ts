import axe from 'axe-core';

/**
 * Fails with the violations that axe finds. Colours are left out: jsdom draws nothing, so contrast is looked at in a
 * browser.
 */
export async function expectAccessible(container: Element) {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(
    violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes.map(({ html }) => html).join('\n')}`,
    ),
  ).toEqual([]);
}
