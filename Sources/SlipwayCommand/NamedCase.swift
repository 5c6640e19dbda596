import ArgumentParser

extension RawRepresentable where Self: CaseIterable, RawValue == String {
    /// The case that an argument names.
    ///
    /// - Parameters:
    ///   - text: The argument.
    ///   - problem: What to say where it names none, before all that there are.
    /// - Returns: The case.
    /// - Throws: `ValidationError`.
    static func named(_ text: String, orSay problem: String) throws -> Self {
        guard let value = Self(rawValue: text) else {
            let known = allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("\(problem); there are \(known).")
        }
        return value
    }
}
