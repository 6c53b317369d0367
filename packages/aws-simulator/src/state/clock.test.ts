import { SimulatorClock } from './clock';

const at = new Date('2026-06-01T12:00:00Z');

describe('a stopped clock', () => {
  it('runs tasks at their own time and in their order when it is advanced', () => {
    const clock = new SimulatorClock({ timeScale: 60, stopped: true, at });
    const log: string[] = [];
    const note = (name: string) =>
      log.push(`${name} ${clock.now().toISOString().slice(14, 23)}`);
    clock.after(120, () => note('second'));
    clock.after(60, () => {
      note('first');
      clock.after(30, () => note('made by the first'));
    });
    clock.after(600, () => note('too late'));

    clock.advance(2000);

    expect(log).toEqual([
      'first 00:01.000',
      'made by the first 00:01.500',
      'second 00:02.000',
    ]);
    expect(clock.now()).toEqual(new Date('2026-06-01T12:00:02Z'));
  });

  it('does not run a task that was cancelled', () => {
    const clock = new SimulatorClock({ timeScale: 1, stopped: true, at });
    const task = jest.fn();
    clock.after(1, task).cancel();
    clock.advance(5000);
    expect(task).not.toHaveBeenCalled();
  });

  it('goes on from where it stood when it is resumed', () => {
    const clock = new SimulatorClock({ timeScale: 1, stopped: true, at });
    clock.advance(3_600_000);
    clock.resume();
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(
      at.getTime() + 3_600_000,
    );
    clock.stop();
  });

  it('forgets its tasks at a reset, and counts from then', () => {
    const clock = new SimulatorClock({ timeScale: 1, stopped: true, at });
    const task = jest.fn();
    clock.after(1, task);
    clock.advance(500);
    clock.reset();
    clock.advance(5000);
    expect(task).not.toHaveBeenCalled();
    expect(clock.start).toEqual(new Date(at.getTime() + 500));
  });
});
