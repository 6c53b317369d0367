import { stepParts } from './stepParts';

describe('a step of a remedy', () => {
  it.each([
    [
      'that is a command can be copied whole',
      'kubectl --context main -n shop rollout restart deployment/orders',
      [
        {
          kind: 'command',
          text: 'kubectl --context main -n shop rollout restart deployment/orders',
        },
      ],
    ],
    [
      'that ends in a command keeps its prose',
      'Restart it: kubectl -n shop rollout restart deployment/orders',
      [
        { kind: 'text', text: 'Restart it:' },
        {
          kind: 'command',
          text: 'kubectl -n shop rollout restart deployment/orders',
        },
      ],
    ],
    [
      'that begins like a command but is a sentence stays prose',
      'terraform apply does not restart pods.',
      [{ kind: 'text', text: 'terraform apply does not restart pods.' }],
    ],
    [
      'with a JSON document shows it indented',
      'Add a statement: {"Effect":"Allow"}',
      [
        { kind: 'text', text: 'Add a statement:' },
        { kind: 'document', text: '{\n  "Effect": "Allow"\n}' },
      ],
    ],
    [
      'with something that only looks like JSON stays prose',
      'Replace it: {role} is a placeholder',
      [{ kind: 'text', text: 'Replace it: {role} is a placeholder' }],
    ],
    [
      'with a name in backticks sets it apart',
      'Set `AWS_REGION` in the container.',
      [
        { kind: 'text', text: 'Set ' },
        { kind: 'name', text: 'AWS_REGION' },
        { kind: 'text', text: ' in the container.' },
      ],
    ],
    ['that is empty has no parts', '  ', []],
  ])('%s', (_, step, parts) => {
    expect(stepParts(step)).toEqual(parts);
  });
});
