enum PlainStyle {
    static let css = """
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; }
        body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { border-bottom: 1px solid #8886; padding: .4rem .6rem; text-align: left; }
        label { display: block; margin: 1rem 0; }
        input { font: inherit; padding: .3rem; width: 20rem; }
        button { font: inherit; padding: .3rem 1rem; }
        [role=alert] { color: #b00020; }
        .state { font-size: 1.4rem; }
        """
}
