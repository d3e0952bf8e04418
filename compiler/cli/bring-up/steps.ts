/** The steps of the bring-up for each kind of board, in their order. */
import type { Effort } from "./bench.ts";
import type { BringUpBoard } from "./boards.ts";
import { trafficSteps } from "./network-steps.ts";
import { faultStep, resetSteps } from "./reset-steps.ts";
import { soakStep } from "./soak-step.ts";
import type { Step } from "./step.ts";
import { suiteStep } from "./suite-step.ts";
import {
    attachSteps,
    descriptorStep,
    ipv6Step,
    noRadioStep,
    overUsb,
    pinStep,
    sleepStep,
    USB_PING,
} from "./usb-steps.ts";
import { waveStep } from "./wave-step.ts";
import { forgetStep, joiningSteps, overWifi, radioSteps } from "./wifi-steps.ts";

/** Milliseconds: the median of pings through the air. */
const WIFI_PING = 10;

function stepsOnCable(board: BringUpBoard): readonly Step[] {
    const { attach, reattach } = attachSteps(board);
    const traffic = [...trafficSteps(USB_PING), ipv6Step];
    const reached = overUsb(board);
    const ends = [...resetSteps(reached), faultStep(reached)];
    return [attach, descriptorStep, ...traffic, reattach, sleepStep, ...ends, pinStep, waveStep(reached)];
}

function stepsInTheAir(board: BringUpBoard, soaking: readonly Step[]): readonly Step[] {
    const reached = overWifi(board);
    const traffic = [...trafficSteps(WIFI_PING), ...radioSteps, ...resetSteps(reached)];
    return [...joiningSteps(reached), ...traffic, ...soaking, forgetStep];
}

/** The same step on the first of two networks. */
function namedForCable(step: Step): Step {
    return { ...step, name: `usb-${step.name}`, title: `On the cable: ${step.title}` };
}

/** The order matters: the first difference is where to stop. */
export function stepsOf(board: BringUpBoard, { soak }: Effort): readonly Step[] {
    const soaking = soak === undefined ? [] : [soakStep(soak, board !== "pico")];
    switch (board) {
        case "pico":
            return [suiteStep, ...stepsOnCable(board), ...soaking, noRadioStep];
        case "pico-w":
            return [suiteStep, ...stepsInTheAir(board, soaking)];
        case "pico2-w":
            // Nothing of another chip has been seen elsewhere.
            return [suiteStep, ...stepsOnCable(board).map(namedForCable), ...stepsInTheAir(board, soaking)];
    }
}
