/// The pages of a TIFF as its directories list them, found without decoding anything.
///
/// Leptonica walks from page to page by offset and never ends on a loop; here each offset is visited once.
/// Source: TIFF 6.0, sections 2 and 8; BigTIFF as in libtiff.
struct TIFFStructure {
    /// One directory of the main chain that holds a page.
    struct Page {
        /// Where the directory starts, bytes.
        var offset: Int
        var width: Int
        var height: Int
        /// Why this page cannot be decoded; nil for one that may be.
        var fault: DecodingError?
    }

    /// Pages alone: thumbnails and masks in the chain are passed over.
    let pages: [Page]
    /// The bytes of the link at which the chain breaks; nil where it is whole.
    ///
    /// Decoders look at the next directory, too, and then complain about pages that are whole.
    let brokenLink: Range<Int>?

    /// Walks the chain of directories.
    ///
    /// A page at fault, such as one that lies outside the file or has pixels that cannot be decoded, costs itself alone
    /// where there are others; where the chain breaks, the page that it breaks at is at fault, and the last.
    ///
    /// - Throws: `loop`, `too_many_pages`, or the fault of the first page where no page is without.
    init(_ bytes: [UInt8], limits: DecodingLimits) throws(DecodingError) {
        let order: ByteOrder = bytes.first == 0x49 ? .little : .big
        let isBig = order.number(in: bytes, at: 2, width: 2) == 43
        var next = order.number(in: bytes, at: isBig ? 8 : 4, width: isBig ? 8 : 4)
        var visited: Set<Int> = []
        var directories: [(offset: Int, directory: TIFFDirectory)] = []
        var breach: DecodingError?
        var lastLink: Range<Int>?
        while let link = next, link != 0 {
            guard let offset = Int(exactly: link), offset < bytes.count else {
                breach = DecodingError(
                    .corrupt, "the TIFF is cut off before this page: copy or scan it again")
                break
            }
            guard visited.insert(offset).inserted else {
                throw DecodingError(
                    .loop, "the TIFF's pages link back to an earlier one without end: scan it again")
            }
            guard visited.count <= limits.pages else {
                throw DecodingError(.tooManyPages, "more than \(limits.pages) pages: split the file")
            }
            let directory: TIFFDirectory
            do {
                directory = try TIFFDirectory(
                    bytes: bytes, offset: offset, order: order, isBig: isBig, limits: limits)
            } catch {
                breach = error
                break
            }
            next = directory.next
            lastLink = directory.link
            if !directory.isAuxiliary { directories.append((offset, directory)) }
        }
        // Only a chain that ends is worth a look at its pages.
        var pages: [Page] = []
        for (offset, directory) in directories {
            var page = Page(offset: offset, width: directory.width, height: directory.height)
            do {
                try directory.check(limits: limits)
            } catch {
                page.fault = error.on(page: pages.count + 1)
            }
            pages.append(page)
        }
        if let breach {
            pages.append(Page(offset: 0, width: 0, height: 0, fault: breach.on(page: pages.count + 1)))
        }
        guard let first = pages.first else {
            throw DecodingError(.corrupt, "the TIFF holds no page: copy or scan it again")
        }
        if let fault = first.fault, pages.allSatisfy({ $0.fault != nil }) { throw fault }
        self.pages = pages
        brokenLink = breach == nil ? nil : lastLink
    }
}
