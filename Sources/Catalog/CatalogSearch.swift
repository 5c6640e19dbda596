extension Catalog {
    /// The entries in whose code, name, aliases or specification all words stand, in the order of the files.
    ///
    /// A row of the national list is found by the names of all products for which it stands, too. Width, case, brackets and white space do not matter. No words find nothing.
    public func entries(holding words: [String]) -> [CatalogEntry] {
        let wanted = words.map { NormalText($0).text }.filter { !$0.isEmpty }
        guard !wanted.isEmpty else { return [] }
        return entries.filter { entry in
            // A line feed keeps a word from being found across two of the texts.
            let text = ([entry.code, entry.name, entry.spec] + entry.aliases).map { NormalText($0).text }
                .joined(separator: "\n")
            if wanted.allSatisfy({ text.contains($0) }) { return true }
            guard let form = entry.dosageForm else { return false }
            let products = ([entry.name] + entry.aliases).flatMap {
                MergedForm.productNames(of: $0, form: form)
            }
            return products.map { NormalText($0).text }.contains { product in
                wanted.allSatisfy { product.contains($0) }
            }
        }
    }
}
