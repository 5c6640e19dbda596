internal import Archive
internal import Imaging

/// The file that a worker's last request was for, kept open for its other pages.
struct OpenDocument: ~Copyable {
    /// A decoded page.
    struct Page: ~Copyable {
        let raster: Raster
        /// Pages of the whole file.
        let pageCount: Int
    }

    private struct Opened: ~Copyable {
        let path: String
        let document: SourceDocument
    }

    private var opened: Opened?

    init() {}

    /// Decodes the page asked for, opening its file first if it is another than before.
    ///
    /// - Throws: ``PageFailure`` of the file or the page; `unreadable` where the file is not the one meant.
    mutating func page(_ request: WorkerRequest) throws(PageFailure) -> Page {
        if !isOpen(request.path) {
            opened = nil
            let document: SourceDocument
            do {
                document = try SourceDocument(path: request.path)
            } catch {
                throw PageFailure(error)
            }
            guard ContentDigest(of: document.bytes).hex == request.sha256 else {
                throw PageFailure(
                    failureClass: DecodingError.Class.unreadable.rawValue, page: nil,
                    reason: "the file changed while it was being processed: give it again when it is complete"
                )
            }
            opened = Opened(path: request.path, document: document)
        }
        switch opened {
        case .some(let opened): return try Self.page(request.page, of: opened.document)
        case .none: preconditionFailure("the document was opened just now")
        }
    }

    private func isOpen(_ path: String) -> Bool {
        switch opened {
        case .some(let opened): opened.path == path
        case .none: false
        }
    }

    private static func page(_ number: Int, of document: borrowing SourceDocument) throws(PageFailure) -> Page
    {
        guard (1...document.pageCount).contains(number) else {
            throw PageFailure(
                failureClass: DecodingError.Class.corrupt.rawValue, page: number,
                reason: "there is no such page: the file has \(document.pageCount)")
        }
        do {
            return Page(raster: try document.page(number), pageCount: document.pageCount)
        } catch {
            throw PageFailure(error).of(pages: document.pageCount)
        }
    }
}
