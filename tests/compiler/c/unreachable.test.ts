/** C that control never comes to is left out, and what a label leads to stays. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
    call,
    expressionStatement,
    gotoStatement,
    identifier,
    ifStatement,
    returnStatement,
} from "../../../compiler/c/ast.ts";
import type { CStatement } from "../../../compiler/c/ast.ts";
import { withoutUnreachable } from "../../../compiler/c/unreachable.ts";

const step = (name: string): CStatement => expressionStatement(call(name));
const label = (name: string): CStatement => ({ kind: "label", label: name });

test("what stands behind a jump goes, with the labels that nothing goes to any more", () => {
    const body = [
        step("first"),
        gotoStatement("end"),
        gotoStatement("idle"),
        label("idle"),
        step("gone"),
        label("end"),
    ];
    assert.deepEqual(withoutUnreachable(body), [step("first"), gotoStatement("end"), label("end")]);
});

test("a choice of which both sides leave ends a list; one that comes out at a label does not", () => {
    const leaving = ifStatement(identifier("a"), [returnStatement()], [gotoStatement("end")]);
    assert.deepEqual(withoutUnreachable([leaving, step("gone"), label("end"), step("kept")]), [
        leaving,
        label("end"),
        step("kept"),
    ]);
    const outer = ifStatement(identifier("a"), [gotoStatement("in"), label("in"), step("kept")], [returnStatement()]);
    assert.deepEqual(withoutUnreachable([outer, step("kept")]), [outer, step("kept")]);
});

test("inside a loop too", () => {
    const loop = (body: CStatement[]): CStatement => ({ kind: "while", test: undefined, body });
    assert.deepEqual(withoutUnreachable([loop([step("kept"), { kind: "break" }, step("gone")])]), [
        loop([step("kept"), { kind: "break" }]),
    ]);
});
