import assert from "node:assert/strict";
import { test } from "node:test";
import { BoardTime } from "../../emulator/board-time.ts";
import { SimulatedClock } from "../../emulator/clock.ts";

test("the board's time goes on when a chip ends before an alarm is due", () => {
    const time = new BoardTime();
    const first = new SimulatedClock();
    time.follow(first, 0);
    const fired: string[] = [];
    const alarm = (name: string) => time.createAlarm(() => fired.push(`${name}@${time.nanos.toString()}`));
    alarm("late").schedule(500);
    alarm("early").schedule(100);
    first.tick(200);
    const second = new SimulatedClock();
    time.follow(second, 200);
    alarm("between").schedule(50);
    second.tick(1000);
    assert.deepEqual(fired, ["early@100", "between@250", "late@500"]);
    assert.equal(time.nanos, 1200);
});

test("alarms that were due at the same moment fire in the order of scheduling, and a cancelled one not at all", () => {
    const time = new BoardTime();
    const clock = new SimulatedClock();
    time.follow(clock, 0);
    const fired: string[] = [];
    const alarm = (name: string) => time.createAlarm(() => fired.push(name));
    alarm("first").schedule(100);
    alarm("second").schedule(100);
    const third = alarm("third");
    third.schedule(50);
    third.cancel();
    const moved = alarm("moved");
    moved.schedule(10);
    moved.schedule(300);
    clock.tick(299);
    assert.deepEqual(fired, ["first", "second"]);
    clock.tick(1);
    assert.deepEqual(fired, ["first", "second", "moved"]);
});
