/** The steps of the bring-up for each kind of board, in their order. */
import type { Effort } from "./bench.ts";
import { resetSteps, trafficSteps } from "./network-steps.ts";
import { soakStep } from "./soak-step.ts";
import type { Step } from "./step.ts";
import { suiteStep } from "./suite-step.ts";
import { attachStep, ipv6Step, noRadioStep, overUsb, pinStep, reattachStep, sleepStep, USB_PING } from "./usb-steps.ts";
import { forgetStep, joiningSteps, overWifi, radioSteps } from "./wifi-steps.ts";

/** Milliseconds: the median of pings through the air. */
const WIFI_PING = 10;

export const bringUpBoards = ["pico", "pico-w"] as const;
export type BringUpBoard = (typeof bringUpBoards)[number];

/** The order matters: the first difference is where to stop. */
export function stepsOf(board: BringUpBoard, { soak }: Effort): readonly Step[] {
    const soaking = soak === undefined ? [] : [soakStep(soak)];
    if (board === "pico-w") {
        const traffic = [...joiningSteps, ...trafficSteps(WIFI_PING), ...radioSteps, ...resetSteps(overWifi)];
        return [suiteStep, ...traffic, ...soaking, forgetStep];
    }
    const traffic = [...trafficSteps(USB_PING), ipv6Step];
    const onCable = [attachStep, ...traffic, reattachStep, sleepStep, ...resetSteps(overUsb), pinStep];
    return [suiteStep, ...onCable, ...soaking, noRadioStep];
}
