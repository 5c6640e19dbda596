/// Why training lines could not be made or read.
package enum TrainingError: Error, CustomStringConvertible {
    case page(String)
    case cannotWrite(path: String, reason: String)
    case cannotRead(path: String, reason: String)
    case engine(String)

    package var description: String {
        switch self {
        case .page(let reason): "cannot make a page ready: \(reason)"
        case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
        case .cannotRead(let path, let reason): "cannot read \(path): \(reason)"
        case .engine(let reason): reason
        }
    }
}
