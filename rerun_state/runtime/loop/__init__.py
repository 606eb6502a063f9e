"""What runs, when, and in which order.

- `cell`: a program, its tree, and the loop that runs it
- `runner`: the code of users, executed for a run; `wait` is that at an `await`
- `unmounting`: what a complete run no longer shows, and is gone with it
- `session`: one per kernel, and those with names beside it; `current`: which of them code means
- `dependents`: who hears of a change of the state
- `propagation`, `order`: one change on its way through the cells, and who runs next
- `scope`: the fragments that are enough for an answer; `timers`: those that rerun by the clock
- `guests`: who shows whom on its page; `notices`: what stands there though no run has said it
- `callbacks`: their calls, and the reruns that they ask for
- `turning`: which page of an app is shown, and what goes with the one before
- `settled_values`: what a page makes of values that code has set, sent along with events
- `page_messages`: what a page tells of itself
"""
