/// Why a decoded page could not be made ready for reading.
public enum PreparationError: Error, Hashable, Sendable {
    /// An operation gave no result, which for a bounded page means that there was no memory for it.
    case outOfMemory(step: String)
}

extension PreparationError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .outOfMemory(let step): "no memory for the page (step: \(step))"
        }
    }
}
