import Markup

extension FormData {
    /// A field of a page's filters with its label, holding what was asked for.
    func field(_ name: String, _ label: String, _ type: HTML = "text") -> HTML {
        """
        <div><label for="\(name)">\(label)</label><input id="\(name)" name="\(name)" type="\(type)" value="\(self[name] ?? "")"></div>
        """
    }
}
