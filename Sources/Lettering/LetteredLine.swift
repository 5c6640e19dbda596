extension String {
    /// The text as one line of lettering: what was read from a page may hold anything, a line holds neither breaks nor
    /// other control characters.
    public var onOneLine: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
