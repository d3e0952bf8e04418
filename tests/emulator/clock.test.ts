import assert from "node:assert/strict";
import { test } from "node:test";
import { SimulatedClock } from "../../emulator/clock.ts";

test("alarms fire in order of time, then of scheduling, and see their own time", () => {
    const clock = new SimulatedClock();
    const fired: string[] = [];
    const alarm = (name: string): ReturnType<SimulatedClock["createAlarm"]> =>
        clock.createAlarm(() => fired.push(`${name}@${String(clock.nanos)}`));
    alarm("late").schedule(300);
    alarm("first").schedule(100);
    alarm("second").schedule(100);
    const moved = alarm("moved");
    moved.schedule(50);
    moved.schedule(200);
    const cancelled = alarm("cancelled");
    cancelled.schedule(60);
    cancelled.cancel();
    assert.equal(clock.nanosToNextAlarm, 100);
    clock.tick(250);
    assert.deepEqual(fired, ["first@100", "second@100", "moved@200"]);
    assert.equal(clock.nanos, 250);
    assert.equal(clock.nanosToNextAlarm, 50);
    clock.tick(50);
    assert.equal(clock.nanosToNextAlarm, undefined);
});

test("an alarm that reschedules itself at once still lets time pass", () => {
    const clock = new SimulatedClock();
    let calls = 0;
    const alarm = clock.createAlarm(() => {
        calls++;
        alarm.schedule(0);
    });
    alarm.schedule(0);
    clock.tick(80);
    assert.equal(calls, 10);
});
