import { fireEvent, screen } from '@testing-library/react';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { responseError } from '../../__testUtils__/responseError';
import { renderFleet } from '../__testUtils__/renderFleet';

// Whole screens in jsdom, with every role computed: slow on a busy machine.
jest.setTimeout(60_000);

async function explain(text: string) {
  fireEvent.change(await screen.findByLabelText('Error text'), {
    target: { value: text },
  });
  fireEvent.click(screen.getByText('Explain'));
}

describe('the diagnosis', () => {
  it('explains an error with the matched part, the proof, the steps and the way to a request', async () => {
    const { container } = await renderFleet('diagnosis');
    await explain('Error: Cross-account pass role is not allowed.');
    expect(
      await screen.findByText('UpdateAddon was sent with an empty role ARN'),
    ).toBeInTheDocument();
    expect(container.querySelector('mark')).toHaveTextContent(
      'Cross-account pass role is not allowed',
    );
    expect(
      screen.getByText(/aws-ebs-csi-driver on main has a role set/),
    ).toBeInTheDocument();
    expect(screen.getByText('Very likely')).toBeInTheDocument();
    expect(
      await screen.findByText('Request the move of aws-ebs-csi-driver on main'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Show aws-ebs-csi-driver on main').closest('a'),
    ).toHaveAttribute(
      'href',
      '/eks-pod-identity/addons?addon=main.aws-ebs-csi-driver',
    );
    await expectAccessible(container);
  });

  it('says of an unknown text that it is unknown, and what to try', async () => {
    await renderFleet('diagnosis');
    await explain('something else');
    expect(
      await screen.findByText('No known cause fits this text'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Paste the whole output/)).toBeInTheDocument();
  });

  it('does not send a text that is too long', async () => {
    const diagnose = jest.fn();
    await renderFleet('diagnosis', { overrides: { diagnose } });
    await explain('x'.repeat(200_001));
    expect(
      await screen.findByText(/At most 200,000 characters/),
    ).toBeInTheDocument();
    expect(diagnose).not.toHaveBeenCalled();
  });

  it('tells an error of the backend and keeps the text', async () => {
    await renderFleet('diagnosis', {
      overrides: {
        diagnose: async () => {
          throw await responseError(500, 'The database is away');
        },
      },
    });
    await explain('my error');
    expect(
      await screen.findByText('That did not work: The database is away'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Error text')).toHaveValue('my error');
  });
});
