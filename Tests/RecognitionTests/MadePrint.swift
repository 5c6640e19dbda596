import Imaging
import Layout
import Testing

@testable import Imaging
@testable import Recognition
@testable import SlipGenerator

/// Print made by hand: runs of text for the finders, and pictures of blocks for what looks at pixels.
enum MadePrint {
    static let em = 30

    /// A run of text whose characters are 30 pixels wide.
    static func text(_ text: String, x: Int, y: Int = 0, confidence: Double = 0.99) -> TextRun {
        let symbols = text.enumerated().map { i, character in
            Symbol(
                text: String(character), box: Box(x: x + em * i, y: y, width: em, height: em),
                confidence: confidence)
        }
        return TextRun(
            box: Box(x: x, y: y, width: em * text.count, height: em), text: text, confidence: confidence,
            symbols: symbols)
    }

    /// A run of print over some pixel columns, its parts one em wide.
    static func run(_ columns: Range<Int>, y: Int) -> PrintRun {
        let parts = stride(from: columns.lowerBound, to: columns.upperBound, by: em).map {
            Box(left: $0, top: y, right: min($0 + em - 4, columns.upperBound), bottom: y + em)
        }
        return PrintRun(
            box: Box(left: columns.lowerBound, top: y, right: columns.upperBound, bottom: y + em),
            parts: parts)
    }

    static func line(_ runs: [Range<Int>], y: Int) -> PrintLine {
        PrintLine(
            runs: runs.map { run($0, y: y) }, bandHeight: em, offset: Double(y + em / 2), slope: 0)
    }

    /// A black-and-white page with these boxes black.
    static func page(width: Int, height: Int, _ boxes: [Box]) throws -> Raster {
        let bitmap = Bitmap(width: width, height: height) { pixels in
            pixels.update(repeating: 255)
            for box in boxes {
                for y in box.vertical {
                    pixels[(y * width + box.left) * 3..<(y * width + box.right) * 3].update(repeating: 0)
                }
            }
        }
        return try made(bitmap.raster(dpi: 300).binarised(below: 128))
    }

    struct NoMemory: Error {}

    /// A noncopyable value cannot go through `#require`.
    static func made(_ raster: consuming Raster?) throws -> Raster {
        guard let raster else { throw NoMemory() }
        return raster
    }
}
