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
    }

    /// Pages alone: thumbnails and masks in the chain are passed over.
    let pages: [Page]

    /// Walks the chain of directories.
    ///
    /// - Throws: `loop`, `too_many_pages`, `corrupt` where a directory or a page's data lies outside the file,
    ///   `unsupported` for pixels that cannot be decoded; size limits are the caller's.
    init(_ bytes: [UInt8], limits: DecodingLimits) throws(DecodingError) {
        let order: ByteOrder = bytes.first == 0x49 ? .little : .big
        let isBig = order.number(in: bytes, at: 2, width: 2) == 43
        var next = order.number(in: bytes, at: isBig ? 8 : 4, width: isBig ? 8 : 4)
        var visited: Set<Int> = []
        var directories: [(offset: Int, directory: TIFFDirectory)] = []
        while let link = next, link != 0 {
            let number = directories.count + 1
            guard let offset = Int(exactly: link), offset < bytes.count else {
                throw DecodingError(
                    .corrupt, page: number, "the TIFF is cut off before this page: copy or scan it again")
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
                throw error.on(page: number)
            }
            next = directory.next
            if !directory.isAuxiliary { directories.append((offset, directory)) }
        }
        // Only a chain that ends is worth a look at its pages.
        var pages: [Page] = []
        for (offset, directory) in directories {
            do {
                try directory.check(limits: limits)
            } catch {
                throw error.on(page: pages.count + 1)
            }
            pages.append(Page(offset: offset, width: directory.width, height: directory.height))
        }
        guard !pages.isEmpty else {
            throw DecodingError(.corrupt, "the TIFF holds no page: copy or scan it again")
        }
        self.pages = pages
    }
}
