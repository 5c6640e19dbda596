import Foundation
import Glibc

extension Error {
    /// Why a file could not be read or written, as the system says it: “Is a directory”, where Foundation names a number of its own.
    package var systemReason: String {
        let error = self as NSError
        let cause = (error.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError } ?? error
        guard cause.domain != NSPOSIXErrorDomain else {
            // Unsafe only in that the system's text is copied before another call can change it.
            return unsafe String(cString: strerror(CInt(cause.code)))
        }
        let isNoText =
            (self as? CocoaError)?.code == .fileReadInapplicableStringEncoding
            || (self as? CocoaError)?.code == .fileReadCorruptFile
        return isNoText ? "it is no UTF-8 text" : error.localizedDescription
    }
}
