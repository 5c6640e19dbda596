import Testing

@testable import Imaging

@Suite struct `Rendering a PDF` {
    @Test func `a page is drawn at 300 dpi, grey where it has no colour`() throws {
        let page = try SourceDocument(bytes: PagesForDecoding.pdf()).page(1)
        #expect(page.width == 600)
        #expect(page.height == 300)
        #expect(page.depth == 8)
        #expect(page.declaredResolution == 300)
        #expect(PagesForDecoding.level(page, x: 100, y: 100) == 0)
        #expect(PagesForDecoding.level(page, x: 500, y: 100) == 255)
        #expect(PagesForDecoding.level(page, x: 100, y: 200) == 255)
    }

    @Test func `colour is kept`() throws {
        let bytes = PagesForDecoding.pdf(content: "1 0 0 rg 0 0 144 72 re f")
        let page = try SourceDocument(bytes: bytes).page(1)
        #expect(page.depth == 32)
        #expect(PagesForDecoding.level(page, x: 100, y: 100) == 255)
    }

    @Test func `the page's rotation is applied`() throws {
        let page = try SourceDocument(bytes: PagesForDecoding.pdf(rotate: 90)).page(1)
        #expect(page.width == 300)
        #expect(page.height == 600)
        #expect(PagesForDecoding.level(page, x: 200, y: 100) == 0)
        #expect(PagesForDecoding.level(page, x: 50, y: 100) == 255)
    }

    @Test func `a large page is drawn coarser, down to 150 dpi, and refused beyond`() throws {
        var limits = DecodingLimits()
        limits.pixels = 80_000
        let coarse = try SourceDocument(bytes: PagesForDecoding.pdf(), limits: limits).page(1)
        #expect(coarse.declaredResolution == 200)
        #expect(coarse.width == 400)
        limits.pixels = 40_000
        do {
            _ = try SourceDocument(bytes: PagesForDecoding.pdf(), limits: limits).page(1)
            Issue.record("a page was drawn that does not fit at 150 dpi")
        } catch {
            #expect(error.class == .tooManyPixels)
            #expect(error.page == 1)
        }
    }

    @Test func `an empty page of a sound file is a blank page, of a damaged one an error`() throws {
        let sound = PagesForDecoding.pdf(content: "")
        #expect(try SourceDocument(bytes: sound).page(1).width == 600)
        let damaged = PagesForDecoding.pdf(content: "/Nothing Do")
        #expect(throws: DecodingError.self) { _ = try SourceDocument(bytes: damaged).page(1) }
    }
}
