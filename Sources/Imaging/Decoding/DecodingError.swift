/// Why a file, or a page of it, could not be decoded.
public struct DecodingError: Error, Hashable, Codable, Sendable {
    /// The kind of fault, named as in the quarantine list.
    public enum Class: String, Codable, Sendable, CaseIterable {
        /// The bytes are of no image or PDF.
        case notImage = "not_image"
        /// There are no bytes.
        case empty
        /// A password is needed.
        case encrypted
        /// Damaged or cut off.
        case corrupt
        /// The file's links from page to page never end.
        case loop
        /// A page is larger than can be decoded in the memory of a worker.
        case tooManyPixels = "too_many_pixels"
        /// A page is too small to hold print.
        case tooFewPixels = "too_few_pixels"
        case tooManyPages = "too_many_pages"
        /// The file has more bytes than are accepted.
        case tooLarge = "too_large"
        /// An image, but of a kind that is not accepted.
        case unsupported
        /// The system did not let the file be read.
        case unreadable
        /// There was no memory for the page.
        case outOfMemory = "oom"
    }

    public var `class`: Class
    /// The page that is at fault, from 1; nil when it is the whole file.
    public var page: Int?
    /// What is wrong and what to do about it.
    public var reason: String

    public init(_ class: Class, page: Int? = nil, _ reason: String) {
        self.class = `class`
        self.page = page
        self.reason = reason
    }

    /// The same fault laid to a page.
    func on(page: Int) -> DecodingError {
        DecodingError(self.class, page: page, reason)
    }
}

extension DecodingError: CustomStringConvertible {
    public var description: String {
        if let page { "page \(page): \(reason)" } else { reason }
    }
}
