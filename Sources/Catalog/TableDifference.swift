/// What one edition of a table that the catalog only keeps, such as knowledge points of the rules, changed.
public struct TableDifference: Hashable, Sendable {
    /// The table's name within the catalog, such as `rules/drug-sex.csv`.
    public var file: String
    /// The rows that only the newer edition has, in its order: what their cells say, by their headings.
    public var added: [String]
    /// The rows that only the older edition has, in its order.
    public var removed: [String]

    /// Compares the tables of two editions by their names.
    ///
    /// - Parameters:
    ///   - old: The content of each table of the older edition, in UTF-8 that was checked when it was loaded.
    ///   - new: That of the newer one.
    ///   - place: What stands before a table's name.
    /// - Returns: The tables that differ, by their names.
    static func differences(
        from old: [String: [UInt8]], to new: [String: [UInt8]], place: String
    ) -> [TableDifference] {
        Set(old.keys).union(new.keys).sorted().compactMap { name in
            guard old[name] != new[name] else { return nil }
            let before = rows(of: old[name] ?? [], file: name)
            let after = rows(of: new[name] ?? [], file: name)
            let (ofOld, ofNew) = (Set(before), Set(after))
            let difference = TableDifference(
                file: place + name, added: after.filter { !ofOld.contains($0) },
                removed: before.filter { !ofNew.contains($0) })
            return difference.added.isEmpty && difference.removed.isEmpty ? nil : difference
        }
    }

    /// The rows of a table, each as the text of its cells that hold something; the code stands without a heading.
    private static func rows(of bytes: [UInt8], file: String) -> [String] {
        var defects = CatalogDefects()
        let whole = defects.value { () throws(CatalogError) in
            try CatalogTable(bytes, file: file, required: [])
        }
        guard var table = whole else { return [] }
        var rows: [String] = []
        while let row = table.next(&defects) {
            let cells = zip(table.headings, row.fields).filter { !$1.isEmpty }
            rows.append(cells.map { $0 == "code" ? $1 : "\($0)=\($1)" }.joined(separator: "  "))
        }
        return rows
    }
}
