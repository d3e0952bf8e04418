interface Node {
    value: number;
    next?: Node;
    get?: () => Node | null;
}
const list: Node = { value: 1, next: { value: 2, get: () => null } };
console.log(
    list.next?.value,
    list.next?.next?.value,
    list.next?.next?.next!.value,
    list.next?.get?.()?.value,
    list.get?.()?.value,
);
const none = undefined as Node | undefined;
let evaluated = 0;
const bump = () => ++evaluated;
const array = none as unknown as number[] | undefined;
console.log(none?.value, array?.[bump()], none?.get?.()?.next, evaluated);
const text: string | null = none === undefined ? null : "x";
console.log(text?.length ?? "none", (text as string | null)?.slice(bump()), evaluated);
