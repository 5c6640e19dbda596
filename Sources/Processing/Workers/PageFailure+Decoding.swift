internal import Imaging

extension PageFailure {
    init(_ error: DecodingError) {
        self.init(failureClass: error.class.rawValue, page: error.page, reason: error.reason)
    }

    /// Whether another attempt in a fresh worker may do better.
    var isWorthAnotherAttempt: Bool {
        failureClass == DecodingError.Class.outOfMemory.rawValue
    }
}
