/// What is wrong in a catalog's files, gathered while they are read.
package struct CatalogDefects {
    package private(set) var found: [CatalogError] = []

    package init() {}

    package mutating func add(_ defect: CatalogError) { found.append(defect) }

    /// What a reading gives; nil, and the defect is noted, where it throws.
    package mutating func value<Value>(_ read: () throws(CatalogError) -> Value) -> Value? {
        do {
            return try read()
        } catch {
            found.append(error)
            return nil
        }
    }
}
