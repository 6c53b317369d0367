import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { renderFleet } from '../__testUtils__/renderFleet';

// Whole screens in jsdom, with every role computed: slow on a busy machine.
jest.setTimeout(60_000);

async function rowOf(sdk: string): Promise<HTMLElement> {
  return (await screen.findByText(sdk)).closest('tr')!;
}

describe('the SDK minimums', () => {
  it('show both numbers, that they differ and why', async () => {
    const { container } = await renderFleet('sdks');
    const js = await rowOf('js-v3');
    expect(js).toHaveTextContent('3.458.0');
    expect(js).toHaveTextContent('3.503.1');
    expect(js).toHaveTextContent('Differs');
    expect(js).toHaveTextContent('in the default chain since 3.503.1');
    expect(await rowOf('js-v2')).not.toHaveTextContent('Differs');
    await expectAccessible(container);
  });

  it('say what an older one does, and who is below', async () => {
    await renderFleet('sdks');
    const js = await rowOf('js-v2');
    expect(js).toHaveTextContent('Goes on silently with the node’s role');
    expect(js).toHaveTextContent('legacy-reports 2.1400.0');
    expect(await rowOf('python-botocore')).toHaveTextContent(
      'Stops with an error',
    );
  });

  it('tell an overridden one, and one that no version reaches', async () => {
    await renderFleet('sdks');
    expect(await rowOf('java-v2')).toHaveTextContent(
      'Set in the configuration',
    );
    expect(await rowOf('perl-paws')).toHaveTextContent('No version');
  });

  it('can be narrowed to those where somebody is below', async () => {
    await renderFleet('sdks');
    await rowOf('js-v3');
    fireEvent.click(screen.getByText('Only where somebody is below'));
    await waitFor(() =>
      expect(screen.queryByText('js-v3')).not.toBeInTheDocument(),
    );
    expect(await rowOf('js-v2')).toBeInTheDocument();
    expect(screen.getByTestId('address')).toHaveTextContent('below=true');
  });
});
