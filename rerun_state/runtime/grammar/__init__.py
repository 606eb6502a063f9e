"""What elements are written in.

- `block`: `put` and `nest`; a `Block` is a handle on a place
- `widgets`: `field`, for elements with a value, and `presses` of them; `entry`, for a value alone
- `wiring`: what a change does and how long a value lasts, as programs say it of any input
- `identity`: what a widget is known by from run to run
- `writes`: the one writer, through which everything reaches the tree and the renderer
- `fragment`: a function with reruns of its own; `outer_places` is where it writes beside its place
- `callback_writes`: what is written by handles of pages that are no more, and by callbacks
- `lost_writes`: what nobody will see, told
- `tape`: what a cached function shows, recorded; `replay`: and shown again
- `judgements`: when parameters that make no sense are refused
- `binding`: widgets whose value stands in the address
"""
