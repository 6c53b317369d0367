import { screen } from '@testing-library/react';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { renderFleet } from '../__testUtils__/renderFleet';

describe('the overview of the fleet', () => {
  it('tells time bombs first, then what is armed, each with the way to the services', async () => {
    await renderFleet();
    const bombs = await screen.findByRole('link', { name: /^Time bombs/ });
    const armed = screen.getByRole('link', { name: /^Armed/ });
    expect(bombs).toHaveTextContent('Time bombs1');
    expect(armed).toHaveTextContent('Armed2');
    expect(
      bombs.compareDocumentPosition(armed) & Node.DOCUMENT_POSITION_FOLLOWING,
    ).toBeTruthy();
    expect(bombs).toHaveAttribute(
      'href',
      '/eks-pod-identity/services?armed=true&sort=armed',
    );
  });

  it('is accessible', async () => {
    const { container } = await renderFleet();
    await screen.findByRole('link', { name: /^Time bombs/ });
    await expectAccessible(container);
  });
});
