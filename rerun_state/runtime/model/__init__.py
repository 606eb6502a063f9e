"""Plain records that name each other.

- `tree`: what a run shows, `Element` and `Node`; `renderer`: what makes it visible
- `sameness`: whether two values are the same
- `uses`: what a program does with the state
- `widget`: an element with a value, as declared: `Widget`, `Callback`; `codec`: what its values
  are; `judge`: which of them code may give it
- `request`: what a server knows of a visitor; `allowance`: how many bytes of files one may have
- `fragment`: a fragment as it was called
- `names`: what `__main__` is to a program's code, at once and in what is called later
- `events`: what the reader did, and the queue of it; `form` holds some of it back; `history`: what
  was answered, and why; `lead`: which runs led to another, so that circles are known
"""
