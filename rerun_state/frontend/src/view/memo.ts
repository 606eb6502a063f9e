// A component that is drawn again only when its props differ.
import { Component, h, type ComponentType, type FunctionComponent } from "preact";

export function memo<P extends object>(view: FunctionComponent<P>): ComponentType<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const now = this.props as Record<string, unknown>;
      return Object.entries(next).some(([name, value]) => now[name] !== value);
    }

    override render() {
      return h(view, this.props as P);
    }
  };
}
