import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { renderFleet } from '../__testUtils__/renderFleet';

// Whole screens in jsdom, with every role computed: slow on a busy machine.
jest.setTimeout(60_000);

describe('the identities', () => {
  it('show who can get which role by which mechanism, and what could not be seen', async () => {
    const { container } = await renderFleet('identities');
    const reader = (await screen.findByText('media-bucket-reader')).closest(
      'tr',
    )!;
    expect(reader).toHaveTextContent('media/thumbnails');
    expect(reader).toHaveTextContent('Target role');
    expect(reader).toHaveTextContent('account 444455556666');
    expect(
      screen.getByText('eks:ListPodIdentityAssociations'),
    ).toBeInTheDocument();
    await expectAccessible(container);
  });

  it.each([
    ['roles', 'retired-importer'],
    ['associations', 'a-q1w2e3r4t5y6u7i8o'],
    ['double', 'shop/orders'],
  ])('have the list of %s at an address of its own', async (view, text) => {
    await renderFleet(`identities?view=${view}`);
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('are narrowed by filters in the address', async () => {
    await renderFleet('identities?mechanism=irsa&use=unused');
    expect(await screen.findByText('1 way')).toBeInTheDocument();
    expect(screen.getByText('finance/*')).toBeInTheDocument();
  });

  it('download as a graph', async () => {
    const saved: Blob[] = [];
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => `blob:${saved.push(blob)}`,
      revokeObjectURL: () => undefined,
    });
    await renderFleet('identities');
    fireEvent.click(await screen.findByText('Graph (DOT)'));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0].type).toBe('text/vnd.graphviz');
  });
});
