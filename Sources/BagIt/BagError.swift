internal import Foundation
internal import Glibc

/// Why a bag cannot be written or is not valid.
public struct BagError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file concerned, relative to the bag's folder, or the folder itself.
    public var path: String
    /// The line of a tag file, from 1, where there is one.
    public var line: Int?
    public var reason: String

    public init(path: String, line: Int? = nil, reason: String) {
        self.path = path
        self.line = line
        self.reason = reason
    }

    public var description: String {
        line.map { "\(path), line \($0): \(reason)" } ?? "\(path): \(reason)"
    }
}

extension BagError {
    /// Why a file or folder could not be read or written, as the system says it.
    static func reason(of error: any Error) -> String {
        let error = error as NSError
        let cause = (error.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError } ?? error
        if cause.domain == NSPOSIXErrorDomain { return String(cString: strerror(CInt(cause.code))) }
        switch CocoaError.Code(rawValue: error.code) {
        case .fileReadNoSuchFile, .fileNoSuchFile: return "there is no such file"
        case .fileWriteFileExists: return "there is something of this name already"
        case .fileReadNoPermission, .fileWriteNoPermission: return "the rights do not allow it"
        default: return "\(error.domain) \(error.code)"
        }
    }
}
