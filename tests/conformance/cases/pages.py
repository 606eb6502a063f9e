"""Pages, what persists across them, and widgets that an address speaks for."""

from oracle.case import case, frag, peek, topic

topic("pages")

case(
    'bind-hidden-sl',
    """
    import __ST__ as st

    show = st.toggle("show", True)
    if show: log(st.slider("a", 0, 9, 3, key="k", bind="query-params"))
    log(st.query_params.to_dict(), st.session_state.get("k", "-"))
    """,
    [
    'at.toggle[0].set_value(False)',
    '',
    "at.query_params['k']='5'; at.toggle[0].set_value(True)",
    peek('at.query_params'),
    "at.query_params['k']='4'",
    peek('at.query_params'),
    'at.toggle[0].set_value(False)',
    peek('at.query_params'),
    "at.query_params['k']='4'",
    'at.toggle[0].set_value(True)',
    peek('at.query_params'),
    "del at.session_state['k']",
    peek('at.query_params'),
    "at.session_state['k']=at.session_state['k'] if 'k' in at.session_state else None",
    'at.query_params={}',
    '',
], before="at.query_params['k']='4'",
)

case(
    'bind-disabled-sl',
    """
    import __ST__ as st

    log(st.slider("a", 0, 9, 3, key="k", disabled=True, bind="query-params"))
    log(st.query_params.to_dict(), st.session_state.get("k", "-"))
    """,
    [
    "at.query_params['k']='5'",
    peek('at.query_params'),
    'at.query_params={}',
    "at.query_params['k']='nonsense'",
    "at.query_params['k']='4'",
    peek('at.query_params'),
], before="at.query_params['k']='4'",
)

case(
    'bind-assigned-sl',
    """
    import __ST__ as st

    import datetime
    def s(v):
        st.session_state.k = v; log("cb", st.query_params.to_dict())
    d = st.session_state.setdefault("d", st.slider("a", 0, 9, 3, key="k", bind="query-params"))
    log(st.query_params.to_dict(), st.session_state.get("k", "-"))
    st.button("dflt", on_click=lambda: s(st.session_state.first)); st.button("other", on_click=lambda: s(st.session_state.second)); st.button("app", on_click=lambda: st.query_params.update(o="1"))
    st.session_state.setdefault("first", st.session_state.k)
    """,
    [
    peek('at.query_params'),
    "at.session_state['second']=at.session_state['k']; at.query_params['k']='4'; at.button[0].click()",
    peek('at.query_params'),
    'at.button[2].click()',
    peek('at.query_params'),
    'at.button[1].click()',
    peek('at.query_params'),
    "at.query_params['k']='zz'; at.button[1].click()",
    peek('at.query_params'),
    'at.button[0].click()',
    peek('at.query_params'),
],
)

case(
    'bind-rebind-sl',
    """
    import __ST__ as st

    b = st.toggle("bind")
    if b: log(st.slider("a", 0, 9, 3, key="k", bind="query-params"))
    else: log(st.slider("a", 0, 9, 3, key="k"))
    log(st.query_params.to_dict(), st.session_state.get("k", "-"))
    """,
    [
    'at.toggle[0].set_value(True)',
    peek('at.query_params'),
    "at.query_params['k']='5'",
    peek('at.query_params'),
    'at.toggle[0].set_value(False)',
    peek('at.query_params'),
    "at.query_params['k']='4'; at.toggle[0].set_value(True)",
    peek('at.query_params'),
], before="at.query_params['k']='4'",
)

case(
    'bind-hidden-tabs',
    """
    import __ST__ as st

    show = st.toggle("show", True)
    if show: log([t.open for t in st.tabs(["a","b"], key="k", bind="query-params", on_change="rerun")])
    log(st.query_params.to_dict(), st.session_state.get("k", "-"))
    """,
    [
    'at.toggle[0].set_value(False)',
    '',
    "at.query_params['k']='a'; at.toggle[0].set_value(True)",
    peek('at.query_params'),
    "at.query_params['k']='b'",
    peek('at.query_params'),
    'at.toggle[0].set_value(False)',
    peek('at.query_params'),
    "at.query_params['k']='b'",
    'at.toggle[0].set_value(True)',
    peek('at.query_params'),
    "del at.session_state['k']",
    peek('at.query_params'),
    "at.session_state['k']=at.session_state['k'] if 'k' in at.session_state else None",
    'at.query_params={}',
    '',
], before="at.query_params['k']='b'",
)

case(
    'bind-setdefault-then-bound',
    """
    import __ST__ as st
    def cb(): log('cb', st.session_state.k)

    st.session_state.setdefault("k", "x")
    log(st.text_input("a", "d", key="k", bind="query-params", on_change=cb), st.query_params.to_dict())
    st.button("b", on_click=lambda: st.query_params.update(o="1"))
    """,
    [
    peek('at.query_params'),
    '',
    peek('at.query_params'),
    "at.text_input[0].set_value('y')",
    peek('at.query_params'),
    'at.query_params={}',
    peek('at.query_params'),
    "at.text_input[0].set_value('d')",
    "at.text_input[0].set_value('z')",
    peek('at.query_params'),
    "at.query_params={'k':'q'}",
    peek('at.query_params'),
    'at.query_params={}; at.button[0].click()',
    peek('at.query_params'),
],
)

case(
    'bind-restored-then-missing',
    """
    import __ST__ as st
    def cb(): log('cb', st.session_state.k)

    if st.checkbox("s", True): log(st.slider("a", 0, 9, 3, key="k", bind="query-params", on_change=cb))
    log(st.query_params.to_dict())
    """,
    [
    'at.slider[0].set_value(5)',
    peek('at.query_params'),
    'at.checkbox[0].uncheck()',
    peek('at.query_params'),
    'at.checkbox[0].check()',
    peek('at.query_params'),
    'at.query_params={}',
    peek('at.query_params'),
    'at.slider[0].set_value(7)',
    peek('at.query_params'),
    'at.query_params={}; at.slider[0].set_value(3)',
    'at.query_params={}; at.slider[0].set_value(8)',
    peek('at.query_params'),
    "at.session_state['k']=2",
    peek('at.query_params'),
    "at.session_state['k']=3",
    peek('at.query_params'),
],
)

case(
    'bind-assigned-by-callback-once',
    """
    import __ST__ as st
    def cb(): log('cb', st.session_state.k)

    log(st.slider("a", 0, 9, 3, key="k", bind="query-params", on_change=cb), st.query_params.to_dict())
    st.button("set", on_click=lambda: st.session_state.update(k=6))
    """,
    [
    'at.button[0].click()',
    peek('at.query_params'),
    'at.query_params={}',
    peek('at.query_params'),
    'at.slider[0].set_value(7)',
    peek('at.query_params'),
    'at.query_params={}; at.slider[0].set_value(8)',
    peek('at.query_params'),
],
)

case(
    'nav-text-session-none',
    """
    import __ST__ as st, datetime
    def cb(n='k'): log('cb', n, st.session_state.get(n, '-'))

    def a():
        log("a", st.session_state.get("k", "-"), st.text_input("x", key="k", persist_state="session"), st.session_state.get("k"))
        if st.button("go"): st.switch_page(pb)
    def b():
        log("b", st.session_state.get("k", "-"), st.text_area("y", "d", key="k", on_change=cb), st.session_state.get("k"))
        if st.button("go"): st.switch_page(pa)
    pa, pb = st.Page(a), st.Page(b)
    pg = st.navigation([pa, pb])
    pg.run()
    log(st.session_state.get("k", "-"))
    """,
    [
    "at.text_input(key='k').set_value('v')",
    'at.button[0].click()',
    '',
    'at.button[0].click()',
    '',
],
)

case(
    'dir-text-session',
    """
    import __ST__ as st
    st.write(str(st.session_state.get("k", "-")))
    st.write(str(st.text_input("x", key="k", persist_state="session")))
    if st.button("go"): st.switch_page("pages/b.py")
    """,
    [
    "at.text_input(key='k').set_value('v')",
    "at.switch_page('pages/b.py')",
    '',
    "at.switch_page('app.py')",
    '',
    "at.text_input(key='k').set_value('v')",
    'at.button[0].click()',
    '',
], via='file', files={'pages/b.py': 'import __ST__ as st\nst.write(str(st.session_state.get(\'k\', \'-\')))\nst.write(str(st.text_area("y", "d", key="k")))'},
)

case(
    'shared-slider',
    """
    import __ST__ as st, datetime
    def cb(n='k'): log('cb', n, st.session_state.get(n, '-'))

    def a():
        if st.button("go"): st.switch_page(pb)
    def b():
        log("b", st.session_state.get("k", "-"))
        if st.button("go"): st.switch_page(pa)
    pa, pb = st.Page(a), st.Page(b)
    pg = st.navigation([pa, pb])
    log(st.session_state.get("k", "-"), st.slider("x", 0, 9, 3, key="k", persist_state="session"))
    pg.run()
    """,
    [
    "at.slider(key='k').set_value(7)",
    'at.button[0].click()',
    '',
    'at.button[0].click()',
    '',
],
)

case(
    'nav-multi-session-none',
    """
    import __ST__ as st, datetime
    def cb(n='k'): log('cb', n, st.session_state.get(n, '-'))

    def a():
        log("a", st.session_state.get("k", "-"), st.multiselect("x", ["a","b"], key="k", persist_state="session"), st.session_state.get("k"))
        if st.button("go"): st.switch_page(pb)
    def b():
        log("b", st.session_state.get("k", "-"), st.multiselect("x", ["c","b"], key="k", on_change=cb), st.session_state.get("k"))
        if st.button("go"): st.switch_page(pa)
    pa, pb = st.Page(a), st.Page(b)
    pg = st.navigation([pa, pb])
    pg.run()
    log(st.session_state.get("k", "-"))
    """,
    [
    "at.multiselect(key='k').set_value(['b','a'])",
    'at.button[0].click()',
    '',
    'at.button[0].click()',
    '',
],
)

case(
    'assigned-then-switch',
    """
    import __ST__ as st, datetime
    def cb(n='k'): log('cb', n, st.session_state.get(n, '-'))

    def a():
        st.text_input("x", key="k", persist_state="session")
        if st.button("go", on_click=lambda: st.session_state.update(k="by cb")): st.switch_page(pb)
    def b():
        log("b", st.session_state.get("k", "-"), st.text_input("x", key="k"))
        if st.button("go", on_click=lambda: st.session_state.update(k="by b")): st.switch_page(pa)
    pa, pb = st.Page(a), st.Page(b)
    st.navigation([pa, pb]).run()
    log(st.session_state.get("k", "-"))
    """,
    [
    "at.text_input[0].set_value('v')",
    'at.button[0].click()',
    '',
    'at.button[0].click()',
    '',
],
)

case(
    'switch-in-callback',
    """
    import __ST__ as st, datetime
    def cb(n='k'): log('cb', n, st.session_state.get(n, '-'))

    def a():
        st.text_input("x", key="k", persist_state="session"); st.text_input("y", key="y")
        st.button("go", on_click=lambda: st.switch_page(pb))
    def b():
        log("b", st.session_state.get("k", "-"), st.session_state.get("y", "-"), st.text_input("x", key="k"))
        st.button("go", on_click=lambda: st.switch_page(pa))
    pa, pb = st.Page(a), st.Page(b)
    st.navigation([pa, pb]).run()
    log(st.session_state.get("k", "-"))
    """,
    [
    "at.text_input[0].set_value('v')",
    'at.button[0].click()',
    '',
    'at.button[0].click()',
    '',
],
)

case(
    'switch-from-fragment-body',
    """
    import __ST__ as st, datetime
    ss = st.session_state
    def cb(n='k'): log('cb', n, ss.get(n, '-'))
    def show(w): log(w, {k: ss[k] for k in sorted(ss) if len(k) == 1}, st.query_params.to_dict())

    def a():
        st.text_input("x", key="x"); st.text_input("y", key="y", persist_state="session"); st.text_input("z", key="z", persist_state="page"); st.text_input("q", key="q", bind="query-params")
        @st.fragment
        def f():
            st.text_input("v", key="v"); st.text_input("w", key="w", persist_state="session")
            if st.button("go"): st.switch_page(pages[1])
        f()
    def b():
        show("b"); st.text_input("y2", key="y"); st.text_input("w2", key="w"); st.text_input("x2", key="x")
        show("b end")
    pages = [st.Page(a), st.Page(b)]
    pg = st.navigation(pages)
    show("main")
    st.text_input("c", key="c"); st.text_input("d", key="d", persist_state="session"); st.text_input("e", key="e", persist_state="page"); st.text_input("g", key="g", bind="query-params")
    pg.run()
    show("end")
    """,
    [
    '[t.set_value(t.key.upper()) for t in at.text_input]',
    frag('at.button[0].click()'),
    '',
],
)

case(
    'new-widget-in-cut-run',
    """
    import __ST__ as st, datetime
    ss = st.session_state
    def cb(n='k'): log('cb', n, ss.get(n, '-'))
    def show(w): log(w, {k: ss[k] for k in sorted(ss) if len(k) == 1}, st.query_params.to_dict())

    def a(): 
        if st.button("go"): st.switch_page(pages[1])
    def b(): show("b")
    pages = [st.Page(a), st.Page(b)]
    pg = st.navigation(pages)
    ss["n"] = ss.get("n", 0) + 1
    if ss.n == 2: st.text_input("k", "K", key="k"); st.text_input("p", "P", key="p", persist_state="session"); st.text_input("r", "R", key="r", persist_state="page")
    show("main")
    pg.run()
    show("end")
    """,
    [
    'at.button[0].click()',
    '',
    '',
],
)

case(
    'switch-to-same-page',
    """
    import __ST__ as st, datetime
    ss = st.session_state
    def cb(n='k'): log('cb', n, ss.get(n, '-'))
    def show(w): log(w, {k: ss[k] for k in sorted(ss) if len(k) == 1}, st.query_params.to_dict())

    def a(): 
        st.text_input("k", key="k"); st.text_input("p", key="p", persist_state="page"); 
        if st.button("go"): st.switch_page(pages[0], query_params={"u": "1"})
        show("a")
    pages = [st.Page(a)]
    st.navigation(pages).run()
    """,
    [
    '[t.set_value(t.key.upper()) for t in at.text_input]',
    'at.button[0].click()',
    '',
    peek('at.query_params'),
],
)

case(
    'persist-in-fragment',
    """
    import __ST__ as st, datetime
    def t(f):
        try: log(f())
        except Exception as x: log_exc(x)
    def cb(n='k'): log('cb', n, st.session_state.get(n, '-'))

    @st.fragment
    def f():
        if st.checkbox("s", True, key="s"):
            log(st.text_input("a", key="a", persist_state="session"), st.text_input("b", key="b", persist_state="page"), st.text_input("c", key="c"))
        log({k: st.session_state[k] for k in "abcs" if k in st.session_state})
    f()
    log("app", {k: st.session_state[k] for k in "abcs" if k in st.session_state})
    st.button("x")
    """,
    [
    frag("at.text_input[0].set_value('1')"),
    frag("at.text_input[1].set_value('2')"),
    frag("at.text_input[2].set_value('3')"),
    frag('at.checkbox[0].uncheck()'),
    '',
    frag('at.checkbox[0].check()'),
    'at.button[0].click()',
],
)

case(
    'persist-and-assign',
    """
    import __ST__ as st, datetime
    def t(f):
        try: log(f())
        except Exception as x: log_exc(x)
    def cb(n='k'): log('cb', n, st.session_state.get(n, '-'))

    show = st.toggle("show", key="show")
    if show: log(st.slider("a", 0, 9, 3, key="k", persist_state="session", on_change=cb))
    log(st.session_state.get("k", "-"))
    if st.button("set 5", on_click=lambda: st.session_state.update(k=5)): pass
    if st.button("del"): del st.session_state["k"]
    if st.button("body set") and not show: st.session_state.k = 8
    log(st.session_state.get("k", "-"))
    """,
    [
    'at.toggle[0].set_value(True)',
    'at.slider[0].set_value(7)',
    'at.toggle[0].set_value(False)',
    'at.button[0].click()',
    '',
    'at.toggle[0].set_value(True)',
    'at.toggle[0].set_value(False)',
    'at.button[1].click()',
    '',
    'at.toggle[0].set_value(True)',
    'at.slider[0].set_value(6)',
    'at.toggle[0].set_value(False)',
    'at.button[2].click()',
    '',
    'at.toggle[0].set_value(True)',
],
)

case(
    'persist-pages',
    """
    import __ST__ as st, datetime
    def t(f):
        try: log(f())
        except Exception as x: log_exc(x)
    def cb(n='k'): log('cb', n, st.session_state.get(n, '-'))

    def a():
        log("a", st.text_input("s", key="s", persist_state="session"), st.text_input("p", key="p", persist_state="page"), st.text_input("n", key="n"))
        if st.button("go"): st.switch_page(pb)
    def b():
        log("b", {k: st.session_state[k] for k in "spnc" if k in st.session_state})
        st.text_input("s2", key="s", persist_state="session")
        if st.button("go"): st.switch_page(pa)
    pa, pb = st.Page(a), st.Page(b)
    pg = st.navigation([pa, pb])
    st.text_input("c", key="c", persist_state="page")
    pg.run()
    log({k: st.session_state[k] for k in "spnc" if k in st.session_state})
    """,
    [
    "at.text_input(key='s').set_value('1'); at.text_input(key='p').set_value('2'); at.text_input(key='n').set_value('3'); at.text_input(key='c').set_value('4')",
    'at.button[0].click()',
    '',
    "at.text_input(key='s').set_value('11')",
    'at.button[0].click()',
    '',
],
)

case(
    'bind-pages',
    """
    import __ST__ as st, datetime
    def t(f):
        try: log(f())
        except Exception as x: log_exc(x)
    def cb(n='k'): log('cb', n, st.session_state.get(n, '-'))

    def a():
        log("a", st.text_input("s", key="s", bind="query-params"), st.text_input("p", key="p", bind="query-params", persist_state="page"))
        if st.button("go"): st.switch_page(pb)
        if st.button("goq"): st.switch_page(pb, query_params={"b": "q", "x": "1"})
    def b():
        log("b", st.text_input("b", key="b", bind="query-params"))
        if st.button("go"): st.switch_page(pa)
    pa, pb = st.Page(a), st.Page(b)
    pg = st.navigation([pa, pb])
    st.text_input("c", key="c", bind="query-params")
    pg.run()
    log(st.query_params.to_dict(), {k: st.session_state[k] for k in "spbc" if k in st.session_state})
    """,
    [
    peek('at.query_params'),
    "at.text_input(key='s').set_value('1'); at.text_input(key='p').set_value('2'); at.text_input(key='c').set_value('4')",
    peek('at.query_params'),
    'at.button[0].click()',
    peek('at.query_params'),
    "at.text_input(key='b').set_value('B')",
    peek('at.query_params'),
    'at.button[0].click()',
    peek('at.query_params'),
    'at.button[1].click()',
    peek('at.query_params'),
    'at.button[0].click()',
    peek('at.query_params'),
    '',
], before="at.query_params={'s':'S','c':'C','z':'Z'}",
)

case(
    'dialog-around-pages-and-in-one',
    """
    import __ST__ as st

    @st.dialog("D")
    def window(): st.text("in")
    def a():
        try: window()
        except Exception as x: log_exc(x)
        try: st.text_input("x")
        except Exception as x: log_exc(x)
        try: st.form("f")
        except Exception as x: log_exc(x)
        try: st.container(key="k")
        except Exception as x: log_exc(x)
    pg = st.navigation([st.Page(a)])
    window()
    st.text_input("x")
    st.form("f")
    st.container(key="k")
    pg.run()
    try: window()
    except Exception as x: log_exc(x)
    """,
    [''],
)

case(
    'bind-in-runs-that-ask-for-another',
    """
    import __ST__ as st

    n = st.session_state.n = st.session_state.get("n", 0) + 1
    log(n, st.selectbox("x", ["p", "q", "r"], key="k", bind="query-params"), st.query_params.to_dict())
    if n % 4: st.rerun()
    """,
    [
    "at.selectbox[0].set_value('q')",
    peek('at.query_params'),
    '',
    "at.selectbox[0].set_value('r')",
    peek('at.query_params'),
    '',
],
)

case(
    'bind-around-a-page-that-switches',
    """
    import __ST__ as st

    def a():
        if st.button("go"): st.switch_page(pages[1])
    def b(): log("b")
    pages = [st.Page(a), st.Page(b)]
    pg = st.navigation(pages)
    log(st.text_input("x", key="k", bind="query-params"), st.query_params.to_dict())
    pg.run()
    """,
    [
    "at.text_input[0].set_value('q')",
    peek('at.query_params'),
    'at.button[0].click()',
    peek('at.query_params'),
    '',
],
)

for name, bond in [
    ("bind", 'bind="query-params"'),
    ("persist", 'persist_state="session"'),
    ("persist-page", 'persist_state="page"'),
]:
    case(
        f"{name}-impossible-value-while-hidden",
        f"""
        import __ST__ as st

        ss = st.session_state
        n = ss.n = ss.get("n", 0) + 1
        if n % 3 == 1:
            try: log(st.slider("x", 0, 10, key="k", {bond}))
            except Exception as x: log_exc(x)
        log(ss.get("k", "-"), st.query_params.to_dict())
        """,
        ["at.slider[0].set_value(2)", "at.session_state['k'] = 12", "", "", "", "", ""],
    )

    case(
        f"{name}-impossible-value-in-a-fragment",
        f"""
        import __ST__ as st

        n = st.session_state.n = st.session_state.get("n", 0) + 1
        if n < 3: st.session_state.k = 12
        @st.fragment
        def part():
            st.checkbox("c")
            try: log(st.slider("x", 0, 10, 4, key="k", {bond}))
            except Exception as x: log_exc(x)
        part()
        log(st.query_params.to_dict())
        """,
        [frag("at.checkbox[0].check()"), frag("at.checkbox[0].uncheck()"), ""],
    )

case(
    'bind-assigned-before-it-is-shown',
    """
    import __ST__ as st

    ss = st.session_state
    n = ss.n = ss.get("n", 0) + 1
    ss.k = "q" if n < 3 else "r"
    if n > 1: log(st.selectbox("x", ["p", "q", "r"], key="k", bind="query-params"))
    log(st.query_params.to_dict())
    """,
    ['', peek('at.query_params'), '', peek('at.query_params')],
)

case(
    'bind-other-bounds-in-runs-that-fail',
    """
    import __ST__ as st

    n = st.session_state.n = st.session_state.get("n", 0) + 1
    log(st.slider("x", 0, 10 if n % 2 else 5, key="k", bind="query-params"), st.query_params.to_dict())
    raise ValueError("boom")
    """,
    [
    'at.slider[0].set_value(3)',
    peek('at.query_params'),
    '',
    peek('at.query_params'),
    '',
    peek('at.query_params'),
],
    state=False,
)

case(
    'persist-impossible-value-of-a-run-that-failed',
    """
    import __ST__ as st

    ss = st.session_state
    n = ss.n = ss.get("n", 0) + 1
    if n % 2:
        try: log(st.slider("x", 0, 10, key="k", persist_state="session"))
        except Exception as x: log_exc(x)
    else:
        ss.k = 12
        raise ValueError("boom")
    log(ss.get("k", "-"))
    """,
    ['', '', '', ''],
)

case(
    "what-a-page-keeps-does-not-outlive-a-page-that-fails",
    """
    import __ST__ as st

    def one():
        st.number_input("N", 0, 9, key="f", persist_state="page")
    def two():
        log("two", st.session_state.get("f"))
        1 / 0

    pages = [st.Page(one), st.Page(two)]
    page = st.navigation(pages)
    if st.sidebar.button("turn"):
        st.switch_page(pages[1 - pages.index(page)])
    log(page.title, st.session_state.get("f"))
    page.run()
    """,
    ["at.number_input[0].set_value(5)", "at.sidebar.button[0].click()", "", "at.sidebar.button[0].click()", ""],
)
