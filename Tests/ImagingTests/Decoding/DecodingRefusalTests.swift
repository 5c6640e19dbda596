import CLeptonica
import Foundation
import Testing

@testable import Imaging

@Suite struct `Refusing a file` {
    private func refusal(_ bytes: [UInt8], limits: DecodingLimits = DecodingLimits()) -> DecodingError? {
        do throws(DecodingError) {
            let document = try SourceDocument(bytes: bytes, limits: limits)
            for number in 1...document.pageCount { _ = try document.page(number) }
            return nil
        } catch {
            return error
        }
    }

    @Test(
        arguments: [
            ([], .empty), (Array("just a text".utf8), .notImage),
            (Array(repeating: 0x9C, count: 300), .notImage),
            (Array("GIF89a".utf8), .unsupported), (Array("RIFF....WEBPVP8 ".utf8), .unsupported),
            (Array("%PDF-1.7\nrubbish".utf8), .corrupt),
        ] as [([UInt8], DecodingError.Class)])
    func `tells what kind of fault it is`(bytes: [UInt8], expected: DecodingError.Class) {
        #expect(refusal(bytes)?.class == expected)
    }

    @Test func `a loop of pages is a loop wherever it leads back to`() {
        for target in 0..<3 {
            #expect(refusal(PagesForDecoding.TIFF(pages: 3, loop: target).bytes)?.class == .loop)
        }
    }

    @Test func `a page that cannot be decoded costs itself alone`() throws {
        var bytes = PagesForDecoding.TIFF(pages: 5).bytes
        // The width of the third page, behind the two pages before it, the count and the first field.
        let page = (bytes.count - 8) / 5
        bytes.replaceSubrange((8 + 2 * page + 2 + 12 + 8)..<(8 + 2 * page + 2 + 12 + 12), with: [0, 0, 1, 0])
        let document = try SourceDocument(bytes: bytes)
        #expect(document.pageCount == 5)
        for number in 1...5 where number != 3 {
            #expect(throws: Never.self) { _ = try document.page(number) }
        }
        let error = #expect(throws: DecodingError.self) { _ = try document.page(3) }
        #expect(error?.page == 3)
    }

    @Test func `where the chain of pages breaks, those before are whole, and the loss is told`() throws {
        let bytes = PagesForDecoding.TIFF(pages: 5).bytes
        let page = (bytes.count - 8) / 5
        let document = try SourceDocument(bytes: Array(bytes.prefix(8 + 3 * page)))
        #expect(document.pageCount == 4)
        for number in 1...3 {
            #expect(throws: Never.self) { _ = try document.page(number) }
        }
        let error = #expect(throws: DecodingError.self) { _ = try document.page(4) }
        #expect(error?.class == .corrupt)
        #expect(error?.page == 4)
    }

    @Test func `pages are counted against the limit`() throws {
        var limits = DecodingLimits()
        limits.pages = 4
        #expect(
            try SourceDocument(bytes: PagesForDecoding.TIFF(pages: 4).bytes, limits: limits).pageCount == 4)
        #expect(refusal(PagesForDecoding.TIFF(pages: 5).bytes, limits: limits)?.class == .tooManyPages)
    }

    @Test func `thumbnails in a chain of pages are passed over`() throws {
        let bytes = PagesForDecoding.TIFF(pages: 2, tags: [254: 1]).bytes
        #expect(refusal(bytes)?.class == .corrupt)
    }

    @Test func `size is judged from headers before anything is decoded`() throws {
        let huge = PagesForDecoding.TIFF(tags: [256: 20_000, 257: 20_000]).bytes
        let error = try #require(refusal(huge))
        #expect(error.class == .tooManyPixels)
        #expect(error.page == 1)
        #expect(error.reason.contains("20000 × 20000"))
        #expect(refusal(PagesForDecoding.TIFF(width: 15).bytes)?.class == .tooFewPixels)

        var png = try PagesForDecoding.bytes(of: PagesForDecoding.quarters(), as: Int32(IFF_PNG))
        png.replaceSubrange(16..<20, with: [0, 1, 0, 0])
        #expect(refusal(png)?.class == .tooManyPixels)
    }

    @Test(arguments: [
        [259: 6], [259: 34712], [262: 8], [262: 32845], [258: 32], [339: 3], [277: 9], [262: 3, 277: 2],
    ])
    func `TIFF kinds that readers stumble over are not accepted`(tags: [Int: Int]) {
        #expect(refusal(PagesForDecoding.TIFF(tags: tags).bytes)?.class == .unsupported)
    }

    @Test func `a JPEG of too many scans or of a rare kind is not accepted`() throws {
        let jpeg = try PagesForDecoding.bytes(of: PagesForDecoding.quarters(), as: Int32(IFF_JFIF_JPEG))
        let frame = try #require(jpeg.firstRange(of: [0xFF, 0xC0]))
        for marker: UInt8 in [0xC3, 0xC9, 0xF7] {
            var changed = jpeg
            changed[frame.lowerBound + 1] = marker
            #expect(refusal(changed)?.class == .unsupported)
        }
        var deep = jpeg
        deep[frame.lowerBound + 4] = 12
        #expect(refusal(deep)?.class == .unsupported)
        let scan = try #require(jpeg.firstRange(of: [0xFF, 0xDA]))
        let bomb =
            jpeg[..<scan.lowerBound]
            + Array(repeating: jpeg[scan.lowerBound..<jpeg.count - 2], count: 65).joined() + [0xFF, 0xD9]
        #expect(refusal(Array(bomb))?.class == .unsupported)
    }

    @Test func `paths that are no readable regular file are named unreadable`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let pipe = folder.appending(path: "pipe").path
        try #require(mkfifo(pipe, 0o600) == 0)
        for path in [folder.path, pipe, folder.appending(path: "absent").path, "/dev/null"] {
            do {
                _ = try SourceDocument(path: path)
                Issue.record("\(path) was opened")
            } catch {
                #expect(error.class == .unreadable)
            }
        }
        let large = folder.appending(path: "large.png")
        try Data(count: 2000).write(to: large)
        var limits = DecodingLimits()
        limits.fileBytes = 1999
        do {
            _ = try SourceDocument(path: large.path, limits: limits)
            Issue.record("a file over the limit was opened")
        } catch {
            #expect(error.class == .tooLarge)
        }
    }
}
