import CLeptonica
import Imaging
import Layout
import Overlay
import Testing

@testable import OverlayDrawing

@Suite struct `A drawing of an overlay` {
    private func page(width: Int, height: Int) throws -> Raster {
        guard let page = Raster(owning: pixCreate(l_int32(width), l_int32(height), 8)) else {
            throw DrawingError.outOfMemory
        }
        pixSetAllArbitrary(page.pix, 255)
        return page
    }

    private func colour(_ x: Double, _ y: Double, of drawing: borrowing Raster) -> [Int] {
        var pixel: l_uint32 = 0
        pixGetPixel(drawing.pix, l_int32(x), l_int32(y), &pixel)
        return [Int(pixel >> 24), Int(pixel >> 16 & 255), Int(pixel >> 8 & 255)]
    }

    private func overlay(_ texts: [TextMark], width: Int = 900, height: Int = 600) -> PageOverlay {
        PageOverlay(width: width, height: height, em: 20, texts: texts)
    }

    @Test func `tints what is certain green and what is unread red, on the page at the left`() throws {
        let overlay = overlay([
            TextMark(
                box: Box(x: 100, y: 100, width: 80, height: 20), text: "", verdict: .certain, confidence: 1),
            TextMark(
                box: Box(x: 300, y: 100, width: 80, height: 20), text: "", verdict: .unread, confidence: 0),
        ])
        let drawing = try OverlayDrawing.drawing(
            of: overlay, over: page(width: 900, height: 600), caption: ["a page"])
        let left = DrawingFrame(overlay, captionLines: 1).left
        let green = colour(left.x + 140, left.y + 110, of: drawing)
        let red = colour(left.x + 340, left.y + 110, of: drawing)
        #expect(green[1] > green[0] + 6 && green[1] > green[2] + 3, "\(green)")
        #expect(red[0] > red[1] + 30 && red[0] > red[2] + 30, "\(red)")
        #expect(colour(left.x + 600, left.y + 400, of: drawing) == [255, 255, 255])
    }

    @Test func `letters what was read at its place in the right half`() throws {
        let box = Box(x: 100, y: 100, width: 160, height: 20)
        func darkness(of text: String) throws -> Int {
            let overlay = overlay([TextMark(box: box, text: text, verdict: .certain, confidence: 1)])
            let drawing = try OverlayDrawing.drawing(
                of: overlay, over: page(width: 900, height: 600), caption: [])
            let right = DrawingFrame(overlay, captionLines: 0).right
            return (0..<160).reduce(0) { sum, x in
                sum
                    + (0..<20).count { y in
                        colour(right.x + 100 + Double(x), right.y + 100 + Double(y), of: drawing)[0] < 100
                    }
            }
        }
        #expect(try darkness(of: "阿莫西林胶囊片剂") > 200)
        #expect(try darkness(of: " ") == 0)
    }

    @Test func `keeps a page of many pixels within bounds`() throws {
        let overlay = overlay([], width: 9000, height: 8000)
        let drawing = try OverlayDrawing.drawing(
            of: overlay, over: page(width: 9000, height: 8000), caption: ["large"])
        #expect(Double(drawing.width * drawing.height) < OverlayDrawing.pixelLimit * 1.01)
    }

    @Test func `refuses a picture of another page`() throws {
        #expect(throws: DrawingError.otherPage) {
            _ = try OverlayDrawing.drawing(
                of: overlay([]), over: page(width: 901, height: 600), caption: []
            ).width
        }
    }
}
