"""Work that outlives a run, whose end asks for one.

- `handle`: the handle on it, and what it has said so far
- `table`: the tasks of one app, and which of them its last run called
- `calls`: a function on its way to where it is executed, a thread or another process
- `lines`: how other processes say what they print, and how far they are
- `pool`: the threads that work where no executor is given
"""
