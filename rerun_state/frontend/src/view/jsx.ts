// What the compiler makes of tags. Preact's own module for it can also write HTML, which nothing
// here does.
import { createElement, Fragment, type ComponentType, type VNode } from "preact";

export { Fragment, jsx as jsxs };

export function jsx(type: ComponentType<any> | string, props: object, key?: string): VNode<any> {
  return createElement(type as ComponentType<any>, key === undefined ? props : { ...props, key });
}
