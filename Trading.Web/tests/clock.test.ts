import { describe, expect, it } from 'vitest';
import { ServerClock } from '../src/clock';

/** A machine whose wall clock may be wrong, and a network that takes its time both ways. */
class Machine {
  steadyMs = 1_000;
  wallOffMs = 0;
  asleepMs = 0;
  trips: [number, number][] = [];
  broken = false;
  static readonly serverStart = 1_800_000_000_000;

  get serverMs() {
    return Machine.serverStart + this.steadyMs + this.asleepMs;
  }

  readonly clock = new ServerClock({
    ask: async () => {
      const [there, back] = this.trips.shift() ?? [10, 10];
      this.steadyMs += there;
      if (this.broken) throw new Error('no answer');
      const now = this.serverMs * 1000;
      this.steadyMs += back;
      return now;
    },
    steady: () => this.steadyMs,
    wall: () => this.serverMs + this.wallOffMs,
  });
}

describe('the server clock', () => {
  it('says nothing before it has measured', () => {
    expect(new Machine().clock.now()).toBeNull();
  });

  it.each([0, 120_000, -120_000])('is right with a wall clock %d ms off', async off => {
    const machine = new Machine();
    machine.wallOffMs = off;
    await machine.clock.measure();
    expect(machine.clock.now()).toBe(machine.serverMs);
    expect(machine.clock.wallAheadMs).toBe(off);
  });

  it('stays right when the wall clock is set while the page is open, and asks again', async () => {
    const machine = new Machine();
    await machine.clock.measure();
    expect(machine.clock.isStale).toBe(false);
    machine.wallOffMs = 120_000;
    machine.steadyMs += 5_000;
    expect(machine.clock.now()).toBe(machine.serverMs);
    expect(machine.clock.isStale).toBe(true);
    await machine.clock.measure();
    expect(machine.clock.now()).toBe(machine.serverMs);
    expect(machine.clock.isStale).toBe(false);
  });

  it('notices a sleep, in which the steady clock stood still', async () => {
    const machine = new Machine();
    await machine.clock.measure();
    machine.asleepMs = 3_600_000;
    expect(machine.clock.isStale).toBe(true);
    await machine.clock.measure();
    expect(machine.clock.now()).toBe(machine.serverMs);
  });

  it('keeps the shortest round trip; its half bounds the error', async () => {
    const machine = new Machine();
    machine.trips = [
      [400, 20],
      [30, 10],
      [5, 300],
      [200, 200],
      [90, 20],
    ];
    await machine.clock.measure();
    expect(machine.clock.errorMs).toBe(20);
    expect(Math.abs(machine.clock.now()! - machine.serverMs)).toBeLessThanOrEqual(20);
  });

  it('keeps what it has when nobody answers', async () => {
    const machine = new Machine();
    await machine.clock.measure();
    machine.broken = true;
    await expect(machine.clock.measure()).rejects.toThrow('no answer');
    expect(machine.clock.now()).toBe(machine.serverMs);
  });

  it('grows old', async () => {
    const machine = new Machine();
    await machine.clock.measure();
    machine.steadyMs += 61_000;
    expect(machine.clock.isStale).toBe(true);
  });
});
