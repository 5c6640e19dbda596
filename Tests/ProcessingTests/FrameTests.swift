import Testing

@testable import Processing

@Suite struct `Frames between supervisor and worker` {
    private let request = WorkerRequest(path: "/a/处方.tif", sha256: "00ff", page: 3)

    @Test func `come out as they went in, however the bytes are cut`() throws {
        let frames = [
            try Frame(request), try Frame(request, content: Array(0...255)), try Frame(request, content: [7]),
        ]
        let bytes = frames.flatMap { $0.prefixAndHead + $0.content }
        for size in 1...bytes.count {
            var parser = FrameParser()
            var parsed: [Frame] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                parser.append(bytes[start..<min(start + size, bytes.count)])
                while let frame = try parser.next() { parsed.append(frame) }
            }
            #expect(parsed == frames)
        }
        #expect(try frames[0].message(WorkerRequest.self) == request)
    }

    @Test(arguments: [4, 0])
    func `that announce too much are refused before it comes`(place: Int) {
        var prefix = [UInt8](repeating: 0, count: Frame.prefixLength)
        prefix[place] = 0x7F
        var parser = FrameParser()
        parser.append(prefix)
        #expect(throws: FrameParser.Overlong.self) { try parser.next() }
    }

    @Test func `with a page whose layout is longer than the content are no page`() {
        let picture = ReadPageHeader.Picture(
            width: 1, height: 1, dpi: 0, rotation: 0, skew: 0, layoutBytes: 3, rasterBytes: 1)
        let header = ReadPageHeader(pageCount: 1, pictures: [picture, picture])
        #expect(ReadPage(header, content: [1, 2]) == nil)
        #expect(ReadPage(header, content: [1, 2, 3, 4, 5, 6, 7]) == nil)
        #expect(ReadPage(header, content: [1, 2, 3, 4, 5, 6, 7, 8, 9]) == nil)
        let page = ReadPage(header, content: [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(page?.pictures.map(\.raster) == [[4], [8]])
        #expect(page?.content == [1, 2, 3, 4, 5, 6, 7, 8])
    }
}
