internal import CLeptonica

/// A file that someone gave, opened for decoding page by page.
///
/// Untrusted: format, size and structure are checked on headers alone before a decoder sees a byte, and what
/// decoders complain about counts. Run it in a worker process all the same.
public struct SourceDocument: ~Copyable {
    private enum Content {
        case tiff(TIFFStructure)
        case jpeg(JPEGStructure)
        case png(PNGStructure)
        case pdf(PDFDocument)
    }

    public let format: SourceFormat
    /// The whole file.
    public let bytes: [UInt8]
    private let content: Content
    /// The file as decoders get it: a chain of pages that breaks ends where it does.
    private let decodable: [UInt8]
    private let limits: DecodingLimits

    /// Opens a file.
    ///
    /// - Throws: ``DecodingError`` of any class but `oom`.
    public init(path: String, limits: DecodingLimits = DecodingLimits()) throws(DecodingError) {
        try self.init(bytes: SourceBytes.read(path: path, limit: limits.fileBytes), limits: limits)
    }

    /// Opens a file whose bytes are at hand.
    ///
    /// - Throws: ``DecodingError`` of any class but `unreadable` and `oom`.
    public init(bytes: [UInt8], limits: DecodingLimits = DecodingLimits()) throws(DecodingError) {
        let format = try SourceFormat.sniff(bytes)
        let content = try Self.content(of: bytes, format, limits)
        self.format = format
        self.content = content
        self.bytes = bytes
        var decodable = bytes
        if case .tiff(let structure) = content, let link = structure.brokenLink {
            for index in link.clamped(to: bytes.indices) { decodable[index] = 0 }
        }
        self.decodable = decodable
        self.limits = limits
    }

    private static func content(
        of bytes: [UInt8], _ format: SourceFormat, _ limits: DecodingLimits
    ) throws(DecodingError) -> Content {
        switch format {
        case .tiff: return .tiff(try TIFFStructure(bytes, limits: limits))
        case .jpeg:
            let structure = try JPEGStructure(bytes, limits: limits)
            try limits.check(width: structure.width, height: structure.height)
            return .jpeg(structure)
        case .png:
            let structure = try PNGStructure(bytes)
            try limits.check(width: structure.width, height: structure.height)
            return .png(structure)
        case .pdf: return .pdf(try PDFDocument(bytes, limits: limits))
        }
    }

    public var pageCount: Int {
        switch content {
        case .tiff(let structure): structure.pages.count
        case .jpeg, .png: 1
        case .pdf(let document): document.pageCount
        }
    }

    /// Decodes a page: 1 bit (black is 1), 8 bits grey, or 32 bits colour; upright as its file declares it.
    ///
    /// - Parameter number: From 1.
    /// - Returns: The page.
    /// - Throws: ``DecodingError`` that names the page; a page that is damaged in part is an error, too.
    public func page(_ number: Int) throws(DecodingError) -> Raster {
        precondition((1...pageCount).contains(number), "page \(number) of \(pageCount)")
        do {
            switch content {
            case .tiff(let structure): return try tiffPage(structure.pages[number - 1])
            case .jpeg(let structure): return try jpegPage(structure)
            case .png(let structure): return try pngPage(structure)
            case .pdf(let document): return try document.render(page: number)
            }
        } catch {
            throw error.on(page: number)
        }
    }

    private func tiffPage(_ page: TIFFStructure.Page) throws(DecodingError) -> Raster {
        if let fault = page.fault { throw fault }
        // Leptonica applies the orientation tag itself.
        return try decoded(name: "TIFF", orientation: 1) {
            var offset = page.offset
            return pixReadMemFromMultipageTiff(decodable, decodable.count, &offset)
        }
    }

    private func jpegPage(_ structure: JPEGStructure) throws(DecodingError) -> Raster {
        var warnings: l_int32 = 0
        let raster = try decoded(name: "JPEG", orientation: structure.orientation) {
            pixReadMemJpeg(bytes, bytes.count, 0, 1, &warnings, 0)
        }
        guard warnings <= structure.gaps else { throw damaged("JPEG", detail: nil) }
        return raster
    }

    private func pngPage(_ structure: PNGStructure) throws(DecodingError) -> Raster {
        try decoded(name: "PNG", orientation: structure.orientation) {
            pixReadMemPng(bytes, bytes.count)
        }
    }

    private func decoded(
        name: String, orientation: Int, _ decode: () -> UnsafeMutablePointer<Pix>?
    ) throws(DecodingError) -> Raster {
        var raster: Raster?
        let log = DecoderMessages.collecting { raster = Raster(owning: decode()) }
        if let complaint = log.first { throw damaged(name, detail: complaint) }
        guard let raster else {
            // libtiff tells what is damaged; what Leptonica then refuses in silence, it does not know.
            throw format == .tiff
                ? DecodingError(
                    .unsupported, "this kind of TIFF is not accepted: save the page with LZW or G4")
                : damaged(name, detail: nil)
        }
        return try raster.normalised(orientation: orientation, limits: limits)
    }

    private func damaged(_ name: String, detail: String?) -> DecodingError {
        DecodingError(
            .corrupt,
            "the \(name) is damaged" + (detail.map { " (\($0))" } ?? "") + ": copy or scan it again")
    }
}
